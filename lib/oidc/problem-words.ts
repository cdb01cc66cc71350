import 'server-only';
import type { OidcProblem } from './contract.ts';

/** What a failed way to the provider and back is told as. @param name  what people call it */
export function describeOidcProblem(
  problem: OidcProblem,
  name: string,
): { title: string; text: string } {
  switch (problem) {
    case 'declined':
      return {
        title: `You were not signed in at ${name}`,
        text: 'It was cancelled there, or you may not use it for Plumbline. Nothing was changed; try again, or go on in another way.',
      };
    case 'expired':
      return {
        title: 'This took too long',
        text: 'Or it was begun in another window or browser. Nothing was changed; begin again.',
      };
    case 'unavailable':
      return {
        title: `${name} cannot be reached`,
        text: 'Nothing was changed. Try again in a minute, or go on in another way.',
      };
    case 'misconfigured':
      return {
        title: `Plumbline and ${name} do not understand each other`,
        text: 'Nothing was changed. Whoever runs this installation finds the reason in its log; until then, go on in another way.',
      };
    case 'clock':
      return {
        title: `The clocks of Plumbline and ${name} differ`,
        text: 'Nothing was changed. Whoever runs this installation has to set its clock right; until then, go on in another way.',
      };
    case 'unknown':
      return {
        title: `Nobody here is linked to your account at ${name}`,
        text: 'Create an account with it now, or sign in as before and link it under Settings → Security.',
      };
    case 'closed':
      return {
        title: `Nobody here is linked to your account at ${name}`,
        text: 'Have you an account? Sign in as before and link it under Settings → Security. If not, ask for an invitation.',
      };
    case 'email_missing':
      return {
        title: `${name} did not tell your e-mail`,
        text: 'An account needs one. No account was created; create one with a password, then link it under Settings → Security.',
      };
    case 'email_unverified':
      return {
        title: `${name} does not say that the e-mail is yours`,
        text: 'No account was created; create one with a password, then link it under Settings → Security.',
      };
    case 'email_taken':
      return {
        title: 'There is an account with your e-mail',
        text: `An e-mail alone does not show whose it is: sign in as before, then link ${name} under Settings → Security.`,
      };
    case 'invitation_over':
      return {
        title: 'This invitation is not open',
        text: 'It was used or taken back, or its week is over. No account was created; ask for a new one.',
      };
    case 'taken':
      return {
        title: `This account at ${name} signs in somebody else here`,
        text: 'Nothing was changed. Use another account there, or unlink it where it is linked first.',
      };
    case 'linked_already':
      return {
        title: `You are linked to ${name} already`,
        text: 'Nothing was changed. Unlink it first to link another account there.',
      };
    case 'other_person':
      return {
        title: `That was another account at ${name}`,
        text: 'Nothing was changed. Sign in there with the one that is linked to your account here.',
      };
    case 'not_fresh':
      return {
        title: `${name} did not ask you to sign in anew`,
        text: 'So it cannot confirm that it is you. Nothing was changed. Sign out and choose “Forgot it?”: with a password of your own you can confirm.',
      };
    case 'not_enough':
      return {
        title: `Your account asks for more than ${name}`,
        text: 'Nothing was changed. Begin again, and confirm with your passkey, your app or a recovery code.',
      };
    case 'signed_out':
      return {
        title: 'You were signed out meanwhile',
        text: 'Nothing was changed. Sign in and begin again.',
      };
    case 'failed':
      return {
        title: 'Something went wrong here',
        text: 'Nothing was changed. Try again in a minute, or go on in another way.',
      };
    case 'too_often':
      return { title: 'That was too often', text: 'Nothing was changed; try again in a minute.' };
  }
}

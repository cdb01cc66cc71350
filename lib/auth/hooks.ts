import type { PublicKeyCredentialRequestOptionsJSON } from '@simplewebauthn/browser';
import { getJson, sendJson } from '#lib/client/api';
import { getCsrfToken } from '#lib/client/csrf-token';
import { leaveAfter } from '#lib/client/go-to-sign-in';
import { leavePush } from '#lib/client/leave-push';
import { getPasskey } from '#lib/client/passkeys';
import { refreshSessions } from '#lib/sessions/hooks';
import type {
  FinishSignUpInput,
  FirstStepDto,
  NewPasswordInput,
  ProofKindsDto,
  ResetInput,
  SignUpInput,
  SignUpLinkInput,
  StepUpInput,
  TokenInput,
} from './contract.ts';

/**
 * Signs in and loads the next page anew, so that nothing of a stranger's page stays.
 *
 * @throws ApiError with a sentence for the person
 */
export async function signIn(email: string, password: string, nextPath: string): Promise<void> {
  const details = { csrfToken: await getCsrfToken(), email, password };
  const first = await sendJson<FirstStepDto>('POST', '/api/auth/callback/credentials', details);
  const next = `/sign-in/second-step?next=${encodeURIComponent(nextPath)}`;
  window.location.assign(first.secondStep ? next : nextPath);
}

/** The second step, where the account asks for one. @throws ApiError */
export async function finishSignIn(proof: StepUpInput, nextPath: string): Promise<void> {
  await sendJson('POST', '/api/sign-in', proof);
  window.location.assign(nextPath);
}

/** For what a passkey is asked: in place of a password, after it, or to confirm. */
export type PasskeyUse = 'first_step' | 'second_step' | 'step_up';

const passkeyPaths: Record<PasskeyUse, [path: string, body: object]> = {
  first_step: ['/api/sign-in/passkey', { step: 'first' }],
  second_step: ['/api/sign-in/passkey', { step: 'second' }],
  step_up: ['/api/step-up/passkey', {}],
};

/**
 * Has the browser ask the person for a passkey.
 *
 * @param options.autofill  among what it fills in, instead of at once
 * @throws ApiError
 */
export async function provePasskey(
  use: PasskeyUse,
  options: { autofill?: boolean } = {},
): Promise<StepUpInput> {
  const [path, body] = passkeyPaths[use];
  const request = await sendJson<PublicKeyCredentialRequestOptionsJSON>('POST', path, body);
  return { kind: 'passkey', assertion: await getPasskey(request, options) };
}

/** Makes the account and signs in to it. @throws ApiError */
export async function signUp(input: SignUpInput): Promise<void> {
  await sendJson('POST', '/api/sign-up', input);
  await signIn(input.email, input.password, '/');
}

/** Has a link sent to create an account with; nobody is told whether there is one. @throws ApiError */
export async function requestSignUp(input: SignUpLinkInput): Promise<void> {
  await sendJson('POST', '/api/sign-up/link', input);
}

/** Makes the account by that link and signs in to it. @throws ApiError */
export async function finishSignUp(input: FinishSignUpInput): Promise<void> {
  const { email } = await sendJson<{ email: string }>('POST', '/api/sign-up/finish', input);
  await signIn(email, input.password, '/');
}

/** With what the person may prove anew who they are, the best first. @throws ApiError */
export function getProofKinds(): Promise<ProofKindsDto> {
  return getJson('/api/step-up');
}

/** Proves anew who the person is; the session is fresh from then on. @throws ApiError */
export async function stepUp(proof: StepUpInput): Promise<void> {
  await sendJson('POST', '/api/step-up', proof);
}

/** Has a link sent, if there is such an account; nobody is told whether there is. @throws ApiError */
export async function requestReset(email: string): Promise<void> {
  await sendJson('POST', '/api/password/reset-link', { email });
}

/** Sets a new password by a link, and leads to signing in with it. @throws ApiError */
export async function resetPassword(input: ResetInput): Promise<void> {
  await sendJson('POST', '/api/password/reset', input);
  window.location.assign('/sign-in?done=reset');
}

/** Sets a new password for who knows the current one; other sessions end. @throws ApiError */
export async function changePassword(input: NewPasswordInput): Promise<void> {
  await sendJson('POST', '/api/password', input);
  await refreshSessions();
}

/** Brings a link back, and leads to where the address stands. @throws ApiError */
export async function confirmEmail(input: TokenInput): Promise<void> {
  await sendJson('POST', '/api/email/verify', input);
  window.location.assign('/settings/profile');
}

/** Ends the session on the server, then leaves. @throws ApiError when it was not ended */
export async function signOut(): Promise<void> {
  // The server forgets the device with the session; a browser that cannot be asked must not keep one here.
  await leavePush().catch(() => {});
  const csrfToken = await getCsrfToken();
  await leaveAfter(() => sendJson('POST', '/api/auth/signout', { csrfToken }));
}

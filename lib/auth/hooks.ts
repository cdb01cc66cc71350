import { signIn as nextAuthSignIn, signOut as nextAuthSignOut } from 'next-auth/react';
import { ApiError, sendJson } from '#lib/client/api';
import type { SignUpInput } from './contract.ts';

/**
 * Signs in and loads the next page anew, so that nothing of a stranger's page stays.
 *
 * @throws ApiError with a sentence for the person
 */
export async function signIn(email: string, password: string, nextPath: string): Promise<void> {
  const result = await nextAuthSignIn('credentials', { email, password, redirect: false }).catch(
    () => null,
  );
  if (result?.ok) {
    window.location.assign(nextPath);
    return;
  }
  if (result?.status === 401 && result.error === 'CredentialsSignin') {
    throw new ApiError('unauthenticated', 'The e-mail or the password is not right.');
  }
  if (result?.error) throw new ApiError('rate_limited', result.error);
  throw new ApiError(
    'offline',
    'The server cannot be reached. Check the connection, then try again.',
  );
}

/** Makes the account and signs in to it. @throws ApiError */
export async function signUp(input: SignUpInput): Promise<void> {
  await sendJson('POST', '/api/sign-up', input);
  await signIn(input.email, input.password, '/');
}

/** Ends the session on the server, then leaves. */
export async function signOut(): Promise<void> {
  await nextAuthSignOut({ redirect: false });
  window.location.assign('/sign-in');
}

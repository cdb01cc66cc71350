import { getJson, sendJson } from '#lib/client/api';
import { leaveAfter } from '#lib/client/go-to-sign-in';
import type { SignUpInput, StepUpInput } from './contract.ts';

/**
 * Signs in and loads the next page anew, so that nothing of a stranger's page stays.
 *
 * @throws ApiError with a sentence for the person
 */
export async function signIn(email: string, password: string, nextPath: string): Promise<void> {
  const csrfToken = await getCsrfToken();
  await sendJson('POST', '/api/auth/callback/credentials', { csrfToken, email, password });
  window.location.assign(nextPath);
}

/** Makes the account and signs in to it. @throws ApiError */
export async function signUp(input: SignUpInput): Promise<void> {
  await sendJson('POST', '/api/sign-up', input);
  await signIn(input.email, input.password, '/');
}

/** Proves anew who the person is; the session is fresh from then on. @throws ApiError */
export async function stepUp(proof: StepUpInput): Promise<void> {
  await sendJson('POST', '/api/step-up', proof);
}

/** Ends the session on the server, then leaves. @throws ApiError when it was not ended */
export async function signOut(): Promise<void> {
  const csrfToken = await getCsrfToken();
  await leaveAfter(() => sendJson('POST', '/api/auth/signout', { csrfToken }));
}

async function getCsrfToken(): Promise<string> {
  return (await getJson<{ csrfToken: string }>('/api/auth/csrf')).csrfToken;
}

import { beforeEach, expect, it } from 'vitest';
import { db } from '#lib/db/client';
import { addApp, startSession } from '#lib/testing/factors';
import type { FirstProof } from './first-proof.ts';
import { createOptions } from './next-auth.ts';
import { beginSecondStep } from './second-step.ts';
import { setPassword } from './set-password.ts';
import { signUp } from './sign-up.ts';
import { verifyCredentials } from './verify-credentials.ts';

const password = 'correct horse battery';
const browser = { userAgent: null, peer: '192.0.2.1' };

let people = 0;
let userId: string;
let proof: FirstProof;

beforeEach(async () => {
  people += 1;
  const email = `first${people}@example.com`;
  await signUp({ email, password, name: 'Ana' });
  userId = (await db().user.findUniqueOrThrow({ where: { email } })).id;
  const proved = await verifyCredentials(email, password, browser);
  if (!proved) throw new Error('The password was refused.');
  proof = proved;
});

/** What next-auth does once the password was right; what went wrong is in the attempt. */
async function signIn() {
  const attempt = { browser, attemptToken: null, firstStep: proof, failure: undefined };
  const { jwt } = createOptions(attempt);
  await Promise.resolve(jwt?.encode?.({ token: { sub: userId }, secret: '' })).catch(() => {});
  return attempt.failure;
}

const countSessions = () => db().session.count({ where: { userId } });
const expired = { code: 'sign_in_expired' };
const changePassword = () =>
  setPassword(userId, 'staple that nobody knows', { byLink: () => Promise.resolve() });

it('opens a session as long as nothing was changed', async () => {
  expect(await signIn()).toBeUndefined();
  expect(await countSessions()).toBe(1);
});

it('opens none once the password was changed', async () => {
  await changePassword();
  expect(await signIn()).toMatchObject(expired);
  expect(await countSessions()).toBe(0);
});

it('opens none once the account asks for more', async () => {
  await addApp(await startSession(userId));
  expect(await signIn()).toMatchObject(expired);
  expect(await countSessions()).toBe(1);
});

it('leads to no second step once the password was changed', async () => {
  await addApp(await startSession(userId));
  await db().user.update({ where: { id: userId }, data: { emailVerifiedAt: new Date() } });
  await changePassword();
  await expect(beginSecondStep(proof, null)).rejects.toMatchObject(expired);
  expect(await db().signInAttempt.count({ where: { userId } })).toBe(0);
});

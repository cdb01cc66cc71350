import { beforeEach, expect, it } from 'vitest';
import { db } from '#lib/db/client';
import { AuthVisitor } from '#lib/testing/auth-visitor';
import { addApp, showCode, startSession } from '#lib/testing/factors';
import { finishSignIn } from './second-step.ts';
import { findSession } from './sessions.ts';
import { findAttempt } from './sign-in-attempts.ts';
import { signUp } from './sign-up.ts';

const password = 'correct horse battery';
const attemptCookie = 'plumbline.sign-in';
const sessionCookie = 'plumbline.session';
const browser = { userAgent: 'Test', peer: '192.0.2.1', replaces: null };

let people = 0;
let email: string;
let userId: string;
let app: Awaited<ReturnType<typeof addApp>>;
let visitor: AuthVisitor;

beforeEach(async () => {
  people += 1;
  email = `second${people}@example.com`;
  await signUp({ email, password, name: 'Ana' });
  userId = (await db().user.findUniqueOrThrow({ where: { email } })).id;
  app = await addApp(await startSession(userId));
  await db().session.deleteMany({ where: { userId } });
  visitor = new AuthVisitor();
});

/** The first step, right; returns what the attempt's cookie holds. */
async function givePassword(): Promise<string> {
  const response = await visitor.signIn(email, password);
  expect(response.status).toBe(200);
  return visitor.cookies.get(attemptCookie) ?? '';
}

const finish = (attempt: string, code: string) =>
  finishSignIn(attempt, { kind: 'totp', code }, browser);

const countSessions = () => db().session.count({ where: { userId } });

it('gives no session for a password where there is a factor, and then one for both', async () => {
  const response = await visitor.signIn(email, password);
  expect(await response.json()).toEqual({ secondStep: true });
  const line = visitor.set.find((each) => each.startsWith(attemptCookie));
  expect(line).toMatch(/^plumbline\.sign-in=[\w-]{43}; Path=\/; .*HttpOnly; SameSite=Lax$/);
  expect(visitor.cookies.has(sessionCookie)).toBe(false);
  expect(await countSessions()).toBe(0);
  const attempt = visitor.cookies.get(attemptCookie) ?? '';
  const { token } = await finish(attempt, showCode(app.secret, 1));
  expect(await findSession(token)).toMatchObject({ userId, secondFactor: true, isFresh: true });
  await expect(finish(attempt, showCode(app.secret, 1))).rejects.toMatchObject({
    code: 'sign_in_expired',
  });
});

it('says nothing of a factor to whoever does not know the password', async () => {
  const answer = async (who: string) => {
    const response = await new AuthVisitor().signIn(who, 'wrong');
    return [response.status, await response.text(), response.headers.getSetCookie().length];
  };
  expect(await answer(email)).toEqual(await answer('nobody@example.com'));
});

it('takes a recovery code in place of the app', async () => {
  const attempt = await givePassword();
  const code = app.recoveryCodes[3]?.replaceAll('-', '') ?? '';
  const { token } = await finishSignIn(attempt, { kind: 'recovery_code', code }, browser);
  expect(await findSession(token)).toMatchObject({ secondFactor: true });
});

it('ends an attempt after five wrong codes, and a guesser of many attempts after ten', async () => {
  const codes: string[] = [];
  for (let round = 0; round < 4; round += 1) {
    const attempt = await givePassword();
    for (let guess = 0; guess < 5; guess += 1) {
      const failed = await finish(attempt, '000000').catch((error: { code: string }) => error);
      codes.push((failed as { code: string }).code);
    }
    expect(await findAttempt(attempt)).toBeNull();
  }
  expect(codes.slice(0, 10)).toEqual(Array(10).fill('wrong_credentials'));
  expect(codes.slice(10)).toEqual(Array(10).fill('rate_limited'));
  const mails = await db().mail.findMany({
    where: { toAddress: email },
    select: { subject: true },
  });
  expect(mails.filter((mail) => mail.subject === 'Somebody knows your password')).toHaveLength(1);
  const failed = { chainId: userId, kind: 'second_step_failed' };
  expect(await db().auditEntry.count({ where: failed })).toBe(10);
});

it('belongs to the browser that gave the password, for five minutes', async () => {
  const first = await givePassword();
  const second = await givePassword();
  expect(await findAttempt(first)).toBeNull();
  for (const attempt of [null, '', first, 'x'.repeat(43), `${second.slice(0, 42)}_`]) {
    await expect(
      finishSignIn(attempt, { kind: 'totp', code: showCode(app.secret, 1) }, browser),
    ).rejects.toMatchObject({ code: 'sign_in_expired' });
  }
  const stored = await db().signInAttempt.findMany({ where: { userId } });
  expect(stored.map((row) => Buffer.from(row.tokenHash).toString('base64url'))).not.toContain(
    second,
  );
  await db().signInAttempt.updateMany({ where: { userId }, data: { expiresAt: new Date() } });
  await expect(finish(second, showCode(app.secret, 1))).rejects.toMatchObject({
    code: 'sign_in_expired',
  });
  expect(await countSessions()).toBe(0);
});

it('signs in once of many tries at once with the same code', async () => {
  const attempt = await givePassword();
  const code = showCode(app.secret, 1);
  const tries = await Promise.allSettled([1, 2, 3, 4, 5].map(() => finish(attempt, code)));
  expect(tries.filter((each) => each.status === 'fulfilled')).toHaveLength(1);
  expect(await countSessions()).toBe(1);
});

it('asks whoever has no factor for nothing more', async () => {
  const plain = `plain${people}@example.com`;
  await signUp({ email: plain, password, name: 'Bo' });
  await visitor.signIn(plain, password);
  expect(visitor.cookies.has(sessionCookie)).toBe(true);
  expect(visitor.cookies.has(attemptCookie)).toBe(false);
});

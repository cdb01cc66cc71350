import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { db } from '#lib/db/client';
import { env } from '#lib/env';
import { resetFactors } from '#lib/factors/reset-factors';
import { getProfile } from '#lib/profile/queries';
import { signOutPeople } from '#lib/sessions/sign-out-people';
import { addApp, startSession as startSessionOf } from '#lib/testing/factors';
import { openMailbox, readToken, sendAll } from '#lib/testing/mailbox';
import { confirmEmail, requestEmailChange, requestVerifyLink } from './change-email.ts';
import { changePassword } from './change-password.ts';
import { findMailboxToken } from './mailbox-tokens.ts';
import { requestReset, resetPassword } from './reset-password.ts';
import { findSession } from './sessions.ts';
import { signUp } from './sign-up.ts';
import { verifyCredentials } from './verify-credentials.ts';

const password = 'correct horse battery';
const next = 'staple that nobody knows';

let mailbox: Awaited<ReturnType<typeof openMailbox>>;
let people = 0;
let email: string;
let userId: string;

beforeAll(async () => {
  mailbox = await openMailbox();
});
afterAll(() => mailbox.close());
beforeEach(async () => {
  people += 1;
  email = `mailbox${people}@example.com`;
  await signUp({ email, password, name: 'Ana' });
  userId = (await db().user.findUniqueOrThrow({ where: { email } })).id;
});

const signIn = (given: string) => verifyCredentials(email, given, { peer: `192.0.2.${people}` });
const lastToken = async (address: string) => readToken((await mailbox.read(address)).at(-1));

const startSession = () => startSessionOf(userId);
type Own = Awaited<ReturnType<typeof startSession>>;

describe('a forgotten password', () => {
  it('is replaced by a link, which ends every session and makes none', async () => {
    const { token: session } = await startSession();
    await requestReset(email);
    const token = await lastToken(email);
    await resetPassword(token, next);
    expect(await findSession(session)).toBeNull();
    expect(await db().session.count({ where: { userId } })).toBe(0);
    expect(await signIn(password)).toBeNull();
    expect(await signIn(next)).toMatchObject({ userId });
    expect((await mailbox.read(email)).at(-1)).toContain('You have a new password');
    await expect(resetPassword(token, password)).rejects.toMatchObject({ code: 'link_expired' });
  });

  it('leads to our own address, whatever was asked, and stores no link', async () => {
    await requestReset(email);
    const mail = (await mailbox.read(email)).at(-1);
    expect(mail).toContain(`${env().APP_URL}/reset/`);
    const token = readToken(mail);
    const stored = await db().$queryRaw<{ row: string }[]>`
      SELECT t::text AS "row" FROM "MailboxToken" t
      UNION ALL SELECT m::text FROM "TokenMail" m
      UNION ALL SELECT j::text FROM graphile_worker._private_jobs j`;
    expect(JSON.stringify(stored)).not.toContain(token);
    const row = await db().tokenMail.findFirstOrThrow({ where: { toAddress: email } });
    expect(row).toMatchObject({ state: 'sent', subject: 'Choose a new password', text: null });
  });

  it('does for somebody unknown what it does for somebody known, but writes no mail', async () => {
    const unknown = `nobody${people}@example.com`;
    await requestReset(unknown);
    expect(await mailbox.read(unknown)).toEqual([]);
    const row = await db().tokenMail.findFirstOrThrow({ where: { toAddress: unknown } });
    expect(row).toMatchObject({ state: 'dropped', userId: null });
    expect(await db().mailboxToken.count({ where: { email: unknown } })).toBe(0);
  });

  it('fills nobody’s mailbox', async () => {
    for (let time = 0; time < 5; time += 1) await requestReset(email);
    expect(await mailbox.read(email)).toHaveLength(3);
  });

  it('is replaced once of fifty tries at once, and a link that was not used dies with it', async () => {
    await requestReset(email);
    await requestReset(email);
    const tokens = (await mailbox.read(email)).map(readToken);
    expect(new Set(tokens).size).toBe(2);
    const tries = Array.from({ length: 50 }, () => resetPassword(tokens[0] ?? '', next));
    const done = (await Promise.allSettled(tries)).filter((each) => each.status === 'fulfilled');
    expect(done).toHaveLength(1);
    expect(await findMailboxToken(tokens[1] ?? '', 'reset_password')).toBeNull();
  });

  it('takes no link that is too old, of another kind, or no link', async () => {
    await requestReset(email);
    const old = await lastToken(email);
    await db().mailboxToken.updateMany({ where: { email }, data: { expiresAt: new Date() } });
    await requestVerifyLink({ id: '', userId, email });
    const other = await lastToken(email);
    expect(await findMailboxToken(other, 'verify_email')).not.toBeNull();
    for (const token of [old, other, '', 'x'.repeat(43), '../'.repeat(20)]) {
      await expect(resetPassword(token, next)).rejects.toMatchObject({ code: 'link_expired' });
    }
    expect(await signIn(password)).toMatchObject({ userId });
  });

  it('keeps the link for another try when the new one is easy to guess', async () => {
    await requestReset(email);
    const token = await lastToken(email);
    await expect(resetPassword(token, 'passwordpassword')).rejects.toMatchObject({
      code: 'invalid_input',
    });
    await resetPassword(token, next);
  });

  it('is waited for when the relay is busy, under a link of its own', async () => {
    await requestReset(email);
    mailbox.refuseNext('451 busy');
    await sendAll();
    await db().tokenMail.updateMany({
      where: { toAddress: email },
      data: { nextTryAt: new Date() },
    });
    await resetPassword(await lastToken(email), next);
  });

  it('waits for the operator where no mail leaves', async () => {
    const { SMTP_URL } = env();
    Object.assign(env(), { SMTP_URL: undefined });
    await requestReset(email);
    await sendAll();
    Object.assign(env(), { SMTP_URL });
    const row = await db().tokenMail.findFirstOrThrow({ where: { toAddress: email } });
    expect(row.state).toBe('kept');
    await resetPassword(readToken(row.text ?? ''), next);
  });
});

describe('a changed password', () => {
  it('ends every other session, and the person is told', async () => {
    const [own, other] = [await startSession(), await startSession()];
    await requestReset(email);
    const link = await lastToken(email);
    await changePassword(own, { current: password, password: next });
    expect(await findSession(own.token)).not.toBeNull();
    expect(await findSession(other.token)).toBeNull();
    expect(await findMailboxToken(link, 'reset_password')).toBeNull();
    expect(await signIn(password)).toBeNull();
    expect(await signIn(next)).toMatchObject({ userId });
    expect((await mailbox.read(email)).at(-1)).toContain('Your password was changed');
  });
});

describe('changing a password', () => {
  it('takes the current one, whatever else was proved, and ten guesses at it', async () => {
    const own = await startSession();
    const guess = () => changePassword(own, { current: 'not the password', password: next });
    for (let tries = 0; tries < 10; tries += 1) {
      await expect(guess()).rejects.toMatchObject({
        code: 'wrong_credentials',
        fields: { current: expect.any(String) },
      });
    }
    const right = changePassword(own, { current: password, password: next });
    await expect(right).rejects.toMatchObject({ code: 'rate_limited' });
    expect(await signIn(password)).toMatchObject({ userId });
  });
});

describe('an e-mail', () => {
  const stateOf = async () => (await getProfile(userId)).emailState;

  it('is confirmed by a link that comes back', async () => {
    expect(await stateOf()).toBe('unconfirmed');
    await requestVerifyLink({ id: '', userId, email });
    const token = await lastToken(email);
    await confirmEmail(token, null);
    expect(await stateOf()).toBe('confirmed');
    await expect(confirmEmail(token, null)).rejects.toMatchObject({ code: 'link_expired' });
    await requestVerifyLink({ id: '', userId, email });
    expect(await mailbox.read(email)).toHaveLength(1);
  });

  it('is changed by a link to the new one; the old one is told, and other sessions end', async () => {
    const [own, other] = [await startSession(), await startSession()];
    const moved = `moved${people}@example.com`;
    await requestEmailChange(own, moved);
    expect(await getProfile(userId)).toMatchObject({ email, pendingEmail: moved });
    const token = await lastToken(moved);
    expect((await mailbox.read(email)).at(-1)).toContain('Another e-mail was asked for');
    await confirmEmail(token, own.token);
    expect(await getProfile(userId)).toEqual({
      name: 'Ana',
      email: moved,
      emailState: 'confirmed',
      pendingEmail: null,
    });
    expect(await findSession(own.token)).not.toBeNull();
    expect(await findSession(other.token)).toBeNull();
    const told = (await mailbox.read(email)).at(-1);
    expect(told).toContain('Your e-mail was changed');
    expect(told).toContain(moved);
  });

  it.each<[string, (own: Own) => Promise<unknown>]>([
    ['a new password', (own) => changePassword(own, { current: password, password: next })],
    ['a sign-out by the operator', () => signOutPeople(process.env.DATABASE_URL ?? '', email)],
    [
      'a reset of what else is asked',
      async (own) => {
        await addApp(own);
        await resetFactors(process.env.DATABASE_URL ?? '', email);
      },
    ],
  ])('stays where it is after %s, whoever asked to change it', async (_what, change) => {
    const own = await startSession();
    const moved = `thief${people}@example.com`;
    await requestEmailChange(own, moved);
    const token = await lastToken(moved);
    await requestEmailChange(own, moved);
    await change(own);
    await expect(confirmEmail(token, own.token)).rejects.toMatchObject({ code: 'link_expired' });
    expect(await mailbox.read(moved)).toHaveLength(1);
    expect(await getProfile(userId)).toMatchObject({ email, pendingEmail: null });
  });

  it('is not changed to somebody else’s, and whoever asks does not learn whose it is', async () => {
    const own = await startSession();
    const taken = `taken${people}@example.com`;
    await signUp({ email: taken, password, name: 'Bo' });
    await requestEmailChange(own, taken);
    expect((await getProfile(userId)).pendingEmail).toBe(taken);
    const [mail] = await mailbox.read(taken);
    expect(mail).toContain('This address has an account of its own');
    expect(readToken(mail)).toBe('');
  });

  it('is not changed when somebody else took the new one meanwhile', async () => {
    const own = await startSession();
    const moved = `late${people}@example.com`;
    await requestEmailChange(own, moved);
    const token = await lastToken(moved);
    await signUp({ email: moved, password, name: 'Bo' });
    await expect(confirmEmail(token, own.token)).rejects.toMatchObject({ code: 'email_taken' });
    expect((await getProfile(userId)).email).toBe(email);
  });

  it('is changed at once, unconfirmed, where no mail leaves', async () => {
    const [own, other] = [await startSession(), await startSession()];
    const { SMTP_URL } = env();
    Object.assign(env(), { SMTP_URL: undefined });
    const moved = `unasked${people}@example.com`;
    await requestEmailChange(own, moved);
    expect(await getProfile(userId)).toMatchObject({ email: moved, emailState: 'unknown' });
    expect(await findSession(other.token)).toBeNull();
    await signUp({ email, password, name: 'Bo' });
    await expect(requestEmailChange({ ...own, email: moved }, email)).rejects.toMatchObject({
      code: 'email_taken',
    });
    Object.assign(env(), { SMTP_URL });
  });
});

import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { actAs } from '#lib/audit/actor';
import { newToken } from '#lib/crypto/tokens';
import { db } from '#lib/db/client';
import { log } from '#lib/log';
import { openMailbox } from '#lib/testing/mailbox';
import { createSession } from './sessions.ts';
import { setPassword } from './set-password.ts';
import { signUp } from './sign-up.ts';
import { verifyCredentials } from './verify-credentials.ts';

const password = 'correct horse battery';
const userAgent = 'Mozilla/5.0 (X11; Linux x86_64; rv:150.0) Gecko/20100101 Firefox/150.0';

let mailbox: Awaited<ReturnType<typeof openMailbox>>;
let people = 0;
let peer: string;
let email: string;
let userId: string;

beforeAll(async () => {
  mailbox = await openMailbox();
});
afterAll(() => mailbox.close());
beforeEach(async () => {
  people += 1;
  peer = `203.0.113.${people}`;
  email = `browser${people}@example.com`;
  await signUp({ email, password, name: 'Ana' });
  userId = (await db().user.findUniqueOrThrow({ where: { email } })).id;
});

const signIn = (browser: string | null) => createSession({ userId, userAgent, peer, browser });
const guess = (from: object = {}, given = 'wrong') =>
  verifyCredentials(email, given, { peer, userAgent, ...from });

describe('a browser', () => {
  it('is told of when it is new, but not the first one, and not a second time', async () => {
    const [own, other] = [newToken(), newToken()];
    for (const browser of [own, own, other, other, own]) await signIn(browser);
    const mails = await mailbox.read(email);
    expect(mails).toHaveLength(1);
    expect(mails[0]).toContain('You signed in with a new browser');
    expect(mails[0]).toContain(`Firefox on Linux, from ${peer}`);
  });

  it('is new every time when it keeps no cookie, or another person’s', async () => {
    const { id: friend } = await db().user.findFirstOrThrow({ where: { NOT: { id: userId } } });
    const theirs = newToken();
    await createSession({ userId: friend, browser: theirs });
    await signIn(newToken());
    for (const browser of [null, 'x', theirs]) await signIn(browser);
    expect(await mailbox.read(email)).toHaveLength(3);
    const stored = await db().knownBrowser.findMany({ where: { userId } });
    expect(stored).toHaveLength(2);
    expect(stored.map((row) => Buffer.from(row.tokenHash).toString('base64url'))).not.toContain(
      theirs,
    );
  });

  it('signs in while somebody at the same address guesses, and is not slowed down', async () => {
    const own = newToken();
    await signIn(own);
    for (let attempt = 0; attempt < 10; attempt += 1) await guess();
    await db().rateBucket.updateMany({ data: { tokens: 0, updatedAt: new Date() } });
    await expect(guess({}, password)).rejects.toMatchObject({ code: 'rate_limited' });
    await expect(guess({ browser: newToken() }, password)).rejects.toMatchObject({
      code: 'rate_limited',
    });
    const startedAt = performance.now();
    expect(await guess({ browser: own }, password)).toMatchObject({ userId });
    expect(performance.now() - startedAt).toBeLessThan(1_500);
  });

  it('is no way around the limit', async () => {
    const own = newToken();
    await signIn(own);
    for (let attempt = 0; attempt < 10; attempt += 1) await guess({ browser: own });
    await expect(guess({ browser: own })).rejects.toMatchObject({ code: 'rate_limited' });
  });

  it('is forgotten with a new password', async () => {
    const own = newToken();
    await signIn(own);
    await setPassword(userId, 'staple that nobody knows', { byLink: async () => {} });
    expect(await db().knownBrowser.count({ where: { userId } })).toBe(0);
  });
});

describe('wrong passwords', () => {
  it('are in the log with the address they came from, and not with the e-mail', async () => {
    const warn = vi.spyOn(log, 'warn');
    await guess();
    await verifyCredentials(`nobody-${email}`, 'wrong', { peer });
    expect(warn.mock.calls).toHaveLength(2);
    for (const [fields] of warn.mock.calls) expect(fields).toEqual({ peer });
    warn.mockRestore();
  });

  it('are a line in the log of whose e-mail it is, once for a place, from the sixth on', async () => {
    const guessFrom = (place: string, times: number, to = email) =>
      actAs({ userId: null, peer: place }, async () => {
        const from = { peer: place, userAgent };
        for (let time = 0; time < times; time += 1) await verifyCredentials(to, 'wrong', from);
      });
    const where = { kind: 'wrong_passwords' };
    const before = await db().auditEntry.count({ where });
    const lines = () =>
      db().auditEntry.findMany({ where, orderBy: { at: 'asc' }, skip: before, take: 10 });
    await guessFrom(peer, 5);
    expect(await lines()).toEqual([]);
    await guessFrom(peer, 3);
    await guessFrom('198.51.100.9', 2);
    await guessFrom(peer, 6, `nobody-${email}`);
    expect(await lines()).toMatchObject([
      { chainId: userId, peer, userId: null, details: JSON.stringify({ device: userAgent }) },
      { chainId: userId, peer: '198.51.100.9' },
    ]);
  });

  it('are told of when the right one follows five, and then no more', async () => {
    for (let time = 0; time < 4; time += 1) await guess();
    expect(await guess({}, password)).toMatchObject({ userId });
    expect(await mailbox.read(email)).toEqual([]);
    for (let time = 0; time < 5; time += 1) await guess();
    for (let time = 0; time < 2; time += 1)
      expect(await guess({}, password)).toMatchObject({ userId });
    const mails = await mailbox.read(email);
    expect(mails).toHaveLength(1);
    expect(mails[0]).toContain('Wrong passwords, and then the right one');
  });
});

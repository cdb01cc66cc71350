import { expect, it } from 'vitest';
import { db } from '#lib/db/client';
import { createHousehold } from '#lib/testing/household';
import { createSession, findSession } from './sessions.ts';
import { stepUp } from './step-up.ts';

const password = 'correct horse battery';

async function makeStaleSession() {
  const { userId } = await createHousehold();
  const token = await createSession({ userId });
  const verifiedAt = new Date(Date.now() - 11 * 60_000);
  await db().session.updateMany({ where: { userId }, data: { verifiedAt } });
  const { id } = await db().session.findFirstOrThrow({ where: { userId } });
  return { id, userId, token };
}

type Proving = { id: string; userId: string; token: string };

const prove = (session: Proving, given = password) =>
  stepUp(session, session.token, { kind: 'password', password: given });

it('makes a stale session fresh under another token, and ends the old one', async () => {
  const stale = await makeStaleSession();
  const before = await findSession(stale.token);
  expect(before?.isFresh).toBe(false);
  const { token, expiresAt } = await prove(stale);
  expect(await findSession(token)).toEqual({ ...before, isFresh: true });
  expect(await findSession(stale.token)).toBeNull();
  const row = await db().session.findFirstOrThrow({ where: { userId: stale.userId } });
  expect(row.expiresAt).toEqual(expiresAt);
});

it('refuses another password, and leaves the session as it is', async () => {
  const stale = await makeStaleSession();
  await expect(prove(stale, 'wrong')).rejects.toMatchObject({
    code: 'wrong_credentials',
    fields: { password: expect.any(String) },
  });
  expect((await findSession(stale.token))?.isFresh).toBe(false);
});

it('stops a guesser after ten tries in whatever session, and nobody else', async () => {
  const stale = await makeStaleSession();
  const other = { ...stale, token: await createSession({ userId: stale.userId }) };
  const guesses = Array.from({ length: 20 }, (_, index) => prove(index % 2 ? stale : other, 'no'));
  const codes = (await Promise.allSettled(guesses)).map((each) =>
    each.status === 'rejected' ? (each.reason as { code: string }).code : 'right',
  );
  expect(codes.filter((code) => code === 'wrong_credentials')).toHaveLength(10);
  expect(codes.filter((code) => code === 'rate_limited')).toHaveLength(10);
  await expect(prove(stale)).rejects.toMatchObject({ retryAfterSeconds: 900 });
  await prove(await makeStaleSession());
});

it('takes no tries from somebody who is right', async () => {
  let session = await makeStaleSession();
  for (let time = 0; time < 12; time += 1) {
    session = { ...session, token: (await prove(session)).token };
  }
});

it('gives nothing back to a session that ended meanwhile', async () => {
  const stale = await makeStaleSession();
  await db().session.deleteMany({ where: { userId: stale.userId } });
  await expect(prove(stale)).rejects.toMatchObject({ code: 'unauthenticated' });
});

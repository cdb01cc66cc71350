import { expect, it } from 'vitest';
import { createSession, findSession } from '#lib/auth/sessions';
import { db } from '#lib/db/client';
import { setRole } from '#lib/members/set-role';
import { createHousehold, joinHousehold, type TestHousehold } from '#lib/testing/household';
import { acceptInvite } from './accept-invite.ts';
import { createInvite } from './create-invite.ts';
import { deleteExpiredInvites, revokeInvite } from './mutations.ts';
import { findInvitation, listInvites, openLimit } from './queries.ts';

const notFound = { code: 'not_found' };

const invite = async (owner: TestHousehold, role: 'member' | 'viewer' = 'member') => {
  const { link, invite: made } = await createInvite(
    { ...owner, name: 'Ana' },
    { role, email: null },
  );
  return { token: link.split('/').at(-1) ?? '', id: made.id };
};

async function signIn({ userId }: TestHousehold) {
  const cookie = await createSession({ userId });
  const read = async () => {
    const session = await findSession(cookie);
    if (!session) throw new Error('It ended.');
    return session;
  };
  return { cookie, read, session: await read() };
}

it('lets somebody in, once, as what they were invited as, and shows them that household', async () => {
  const owner = await createHousehold();
  const [guest, late] = [await createHousehold(), await createHousehold()];
  const { token } = await invite(owner, 'viewer');
  expect(await findInvitation(token)).toMatchObject({
    householdId: owner.householdId,
    role: 'viewer',
  });
  const { session, read } = await signIn(guest);
  await acceptInvite(session, token);
  expect(await read()).toMatchObject({ householdId: owner.householdId, role: 'viewer' });
  expect(await findInvitation(token)).toBeNull();
  await expect(acceptInvite((await signIn(late)).session, token)).rejects.toMatchObject(notFound);
  expect(await listInvites(owner.householdId)).toEqual([]);
});

it('is used by one of many who try at once', async () => {
  const owner = await createHousehold();
  const { token } = await invite(owner);
  const guests = await Promise.all(
    Array.from({ length: 8 }, async () => signIn(await createHousehold())),
  );
  const results = await Promise.allSettled(
    guests.map(({ session }) => acceptInvite(session, token)),
  );
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  const { householdId } = owner;
  expect(await db().member.count({ where: { householdId } })).toBe(2);
});

it('is not used up by who belongs to the household already', async () => {
  const owner = await createHousehold();
  const { token } = await invite(owner);
  const { session } = await signIn(owner);
  await acceptInvite(session, token);
  expect(await findInvitation(token)).not.toBeNull();
  expect(await db().member.count({ where: { householdId: owner.householdId } })).toBe(1);
});

it('leads nowhere once it was taken back, has run out or is of no owner any more', async () => {
  const owner = await createHousehold();
  const { session } = await signIn(await createHousehold());
  const expectDead = async (token: string) => {
    expect(await findInvitation(token)).toBeNull();
    await expect(acceptInvite(session, token)).rejects.toMatchObject(notFound);
  };
  const revoked = await invite(owner);
  await revokeInvite(owner, revoked.id);
  await expectDead(revoked.token);
  await expect(revokeInvite(owner, revoked.id)).rejects.toMatchObject(notFound);

  const old = await invite(owner);
  const past = { data: { expiresAt: new Date(Date.now() - 1) }, where: { id: old.id } };
  await db().invite.updateMany(past);
  await expectDead(old.token);
  expect(await deleteExpiredInvites()).toBe(1);

  const other = await joinHousehold(owner, 'owner');
  const theirs = await invite(other);
  await setRole(owner, other.memberId, 'member');
  await expectDead(theirs.token);
  expect(await db().invite.count({ where: { householdId: owner.householdId } })).toBe(0);

  for (const token of ['', 'x', 'A'.repeat(64), revoked.token.slice(1)]) await expectDead(token);
});

it('stores no token, and shows none again', async () => {
  const owner = await createHousehold();
  const { token } = await invite(owner);
  const [row] = await db().$queryRaw<{ text: string }[]>`
    SELECT to_jsonb(i)::text AS "text" FROM "Invite" i
    WHERE "householdId" = ${owner.householdId}::uuid`;
  const bytes = Buffer.from(token, 'base64url');
  for (const form of [token, bytes.subarray(16).toString('hex'), bytes.toString('hex')]) {
    expect(row?.text).not.toContain(form);
  }
  expect(JSON.stringify(await listInvites(owner.householdId))).not.toContain(token);
});

it('is one of twenty at most, however many ask at once', async () => {
  const owner = await createHousehold();
  const made = await Promise.allSettled(Array.from({ length: openLimit + 5 }, () => invite(owner)));
  expect(made.filter(({ status }) => status === 'fulfilled')).toHaveLength(openLimit);
  expect(await listInvites(owner.householdId)).toHaveLength(openLimit);
});

it('is of no use in another household', async () => {
  const [owner, other] = [await createHousehold(), await createHousehold()];
  const { id } = await invite(owner);
  await expect(revokeInvite(other, id)).rejects.toMatchObject(notFound);
  expect(await listInvites(other.householdId)).toEqual([]);
});

import { afterEach, describe, expect, it } from 'vitest';
import {
  createSession,
  findSession,
  isSessionOpen,
  renewSession,
  type Session,
} from '#lib/auth/sessions';
import { hashToken, newToken } from '#lib/crypto/tokens';
import { db } from '#lib/db/client';
import { newId } from '#lib/db/ids';
import { markMoment } from '#lib/live/hub';
import { closeAllStreams, openEventStream } from '#lib/live/open-event-stream';
import { publishSessionsEnded } from '#lib/live/publish';
import { createHousehold } from '#lib/testing/household';
import { endOtherSessions, endSession } from './mutations.ts';
import { listSessions } from './queries.ts';
import { signOutPeople } from './sign-out-people.ts';

afterEach(closeAllStreams);

const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:150.0) Gecko/20100101 Firefox/150.0';

async function startSession(userId: string, userAgent: string | null = null) {
  const token = await createSession({ userId, userAgent, peer: '192.0.2.1' });
  const session = await findSession(token);
  if (!session) throw new Error('It ended at once.');
  return { ...session, token };
}

const ago = (hours: number) => new Date(Date.now() - hours * 3_600_000);

it('lists where somebody is signed in, this browser first, and nothing that ran out', async () => {
  const { userId } = await createHousehold();
  const other = await startSession(userId, firefox);
  const idle = await startSession(userId);
  const own = await startSession(userId);
  await startSession((await createHousehold()).userId);
  await db().session.update({ where: { id: idle.id }, data: { lastSeenAt: ago(8 * 24) } });
  const { items } = await listSessions(own);
  expect(items).toEqual([
    expect.objectContaining({ id: own.id, device: 'An unknown device', current: true }),
    expect.objectContaining({
      id: other.id,
      device: 'Firefox on Linux',
      peer: '192.0.2.1',
      current: false,
    }),
  ]);
  expect(JSON.stringify(items)).not.toContain(own.token);
});

it('ends one session or all others, and never another person’s', async () => {
  const { userId } = await createHousehold();
  const own = await startSession(userId);
  const [first, second, third] = [
    await startSession(userId),
    await startSession(userId),
    await startSession(userId),
  ];
  const stranger = await startSession((await createHousehold()).userId);
  await endSession(own, first.id);
  expect(await findSession(first.token)).toBeNull();
  for (const id of [first.id, stranger.id]) {
    await expect(endSession(own, id)).rejects.toMatchObject({ code: 'not_found' });
  }
  await endOtherSessions(own);
  for (const { token } of [second, third]) expect(await findSession(token)).toBeNull();
  for (const { token } of [own, stranger]) expect(await findSession(token)).not.toBeNull();
});

it('is one of a hundred at most: another ends the one unseen for longest', async () => {
  const { userId, householdId } = await createHousehold();
  const left = await startSession(userId);
  await db().session.update({ where: { id: left.id }, data: { lastSeenAt: ago(2) } });
  const others = Array.from({ length: 99 }, () => ({
    tokenHash: hashToken(newToken()),
    id: newId(),
    userId,
    householdId,
    lastSeenAt: ago(1),
    expiresAt: ago(-24),
  }));
  await db().session.createMany({ data: others });
  expect(await findSession(left.token)).not.toBeNull();
  await db().session.update({ where: { id: left.id }, data: { lastSeenAt: ago(2) } });
  const own = await startSession(userId);
  expect(await findSession(left.token)).toBeNull();
  expect((await listSessions(own)).items).toHaveLength(100);
});

it('ends by command, for one person or for everybody', async () => {
  const [ana, ben] = [await createHousehold(), await createHousehold()];
  const [hers, his] = [await startSession(ana.userId), await startSession(ben.userId)];
  const url = process.env.DATABASE_URL ?? '';
  expect(await signOutPeople(url, 'nobody@example.com')).toBeNull();
  expect(await signOutPeople(url, ` ${hers.email.toUpperCase()}`)).toEqual({
    people: 1,
    sessions: 1,
  });
  expect(await findSession(hers.token)).toBeNull();
  expect(await findSession(his.token)).not.toBeNull();
  const log = await db().auditEntry.findFirstOrThrow({
    where: { chainId: ana.userId },
    orderBy: { seq: 'desc' },
  });
  expect(log).toMatchObject({ kind: 'sessions_ended_by_command', userId: null });
  expect((await signOutPeople(url, null))?.sessions).toBeGreaterThanOrEqual(1);
  expect(await findSession(his.token)).toBeNull();
});

it('is over after a day without a sign of life where a second factor stands behind it', async () => {
  const { userId } = await createHousehold();
  const session = await startSession(userId);
  const idleFor = (hours: number) =>
    db().session.update({ where: { id: session.id }, data: { lastSeenAt: ago(hours) } });
  await idleFor(25);
  expect(await isSessionOpen(session)).toBe(true);
  const renewed = await renewSession(session.token, { secondFactor: true });
  expect(await isSessionOpen(session)).toBe(false);
  expect(await findSession(renewed?.token ?? '')).toBeNull();
});

it('is over after an hour where the account asks for more by now than it has shown', async () => {
  const { userId } = await createHousehold();
  const [behind, fresh] = [await startSession(userId), await startSession(userId)];
  const lastSeenAt = ago(1.1);
  await db().session.update({ where: { id: behind.id }, data: { lastSeenAt } });
  const totp = { id: newId(), userId, secretSealed: 'a test’s' };
  await db().totp.create({ data: totp });
  expect(await isSessionOpen(behind)).toBe(true);
  await db().totp.update({ where: { id: totp.id }, data: { confirmedAt: new Date() } });
  expect(await findSession(behind.token)).toBeNull();
  expect(await findSession(fresh.token)).not.toBeNull();
  expect((await listSessions(fresh)).items.map(({ id }) => id)).toEqual([fresh.id]);
});

it('goes on under a new token, as fresh as it was, after a change that proves nothing', async () => {
  const { userId } = await createHousehold();
  const session = await startSession(userId);
  const verifiedAt = ago(1);
  await db().session.update({ where: { id: session.id }, data: { verifiedAt } });
  const renewed = await renewSession(session.token, null);
  expect(await findSession(session.token)).toBeNull();
  const found = await findSession(renewed?.token ?? '');
  expect(found).toMatchObject({ id: session.id, isFresh: false, secondFactor: false });
});

describe('an open page', () => {
  /** What it hears, as it hears it. */
  const open = (session: Session) => {
    const request = new Request('http://localhost');
    const { body } = openEventStream(session, markMoment(), request, () => isSessionOpen(session));
    const page = { heard: '', isOver: false };
    const sink = new WritableStream<string>({
      write: (text) => {
        page.heard += text;
      },
      close: () => {
        page.isOver = true;
      },
    });
    void body?.pipeThrough(new TextDecoderStream()).pipeTo(sink);
    return page;
  };

  it('is told to leave at once when its session is ended elsewhere; others stay', async () => {
    const { userId } = await createHousehold();
    const [own, other] = [await startSession(userId), await startSession(userId)];
    const [staying, leaving] = [open(own), open(other)];
    // Until the database has said that it listens, nobody hears anything.
    await expect
      .poll(async () => {
        await db().$transaction((tx) => publishSessionsEnded(tx, userId));
        return leaving.heard;
      })
      .toContain('still here');
    await endOtherSessions(own);
    await expect.poll(() => leaving.isOver).toBe(true);
    expect(leaving.heard).toContain('event: signed-out\n');
    expect(staying.heard).not.toContain('signed-out');
    expect(staying.isOver).toBe(false);
  });

  it('goes on under a new token', async () => {
    const { userId } = await createHousehold();
    const session = await startSession(userId);
    expect(await renewSession(session.token, { secondFactor: false })).not.toBeNull();
    expect(await isSessionOpen(session)).toBe(true);
  });
});

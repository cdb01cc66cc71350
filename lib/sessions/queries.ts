import 'server-only';
import { isOpen, type Session, sessionLimit } from '#lib/auth/sessions';
import { db } from '#lib/db/client';
import type { SessionListDto } from './contract.ts';
import { describeDevice } from './device-words.ts';

type Row = {
  id: string;
  userAgent: string | null;
  peer: string | null;
  createdAt: Date;
  lastSeenAt: Date;
};

/** Where the person is signed in: this browser first, then as they were last seen. */
export async function listSessions(
  session: Pick<Session, 'id' | 'userId'>,
): Promise<SessionListDto> {
  const rows = await db().$queryRaw<Row[]>`
    SELECT s."id", s."userAgent", s."peer", s."createdAt", s."lastSeenAt"
    FROM "Session" s
    WHERE s."userId" = ${session.userId}::uuid AND ${isOpen}
    ORDER BY s."id" = ${session.id}::uuid DESC, s."lastSeenAt" DESC, s."id"
    LIMIT ${sessionLimit}`;
  const items = rows.map(({ id, userAgent, peer, createdAt, lastSeenAt }) => ({
    id,
    device: describeDevice(userAgent),
    peer,
    startedAt: createdAt.toISOString(),
    lastSeenAt: lastSeenAt.toISOString(),
    current: id === session.id,
  }));
  return { items, nextCursor: null };
}

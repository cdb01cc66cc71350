import 'server-only';
import { z } from 'zod';
import { db, Prisma } from '#lib/db/client';
import { decodeCursor, encodeCursor } from '#lib/db/list-cursor';
import { seesItem, type Viewer } from '#lib/privacy/viewer';
import {
  type AuditEntryDto,
  type AuditEvent,
  type AuditKind,
  type AuditListQuery,
  type AuditPage,
  type AuditPerson,
  auditKinds,
} from './contract.ts';
import { installationLog } from './record-audit.ts';
import type { AuditTopic } from './topics.ts';

type Reader = Viewer & { userId: string; operator: boolean };

/** By log, the `seq` below which a page begins. */
const positions = z.record(z.uuid(), z.int());

type Row = {
  chainId: string;
  seq: number;
  at: Date;
  kind: string;
  details: string;
  userId: string | null;
  byName: string | null;
  aboutUserId: string | null;
  aboutName: string | null;
  peer: string | null;
  nobody: boolean;
};

/**
 * What was done in the reader's household, what concerns them alone, and for an operator the
 * installation: newest first, as one list. What others did to a connection is told to those who know
 * of it, and to nobody else when it is gone.
 */
export async function listAudit(reader: Reader, query: AuditListQuery): Promise<AuditPage> {
  const { householdId, userId, operator } = reader;
  const logs = [householdId, userId, ...(operator ? [installationLog] : [])];
  const before = query.cursor ? decodeCursor(query.cursor, positions) : {};
  const starts = logs.map((id) => Prisma.sql`(${id}::uuid, ${before[id] ?? null}::int)`);
  const rows = await db().$queryRaw<Row[]>`
    SELECT e.*, b."name" AS "byName", a."name" AS "aboutName"
    FROM (VALUES ${Prisma.join(starts)}) log("id", "before")
    CROSS JOIN LATERAL (
      SELECT e."chainId", e."seq", e."at", e."kind", e."details", e."userId", e."aboutUserId",
        e."peer", e."salt" IS NULL AS "nobody"
      FROM "AuditEntry" e
      WHERE e."chainId" = log."id" AND e."seq" < COALESCE(log."before", 2147483647)
        AND e."kind" = ANY(${kindsOf(query.topic)})
        AND (e."chainId" <> ${householdId}::uuid OR ${userId}::uuid IN (e."userId", e."aboutUserId")
          OR ${itemId} IS NULL OR ${seesItem(reader, itemId)})
      ORDER BY e."seq" DESC LIMIT ${query.limit + 1}
    ) e
    LEFT JOIN "User" b ON b."id" = e."userId"
    LEFT JOIN "User" a ON a."id" = e."aboutUserId"
    ORDER BY e."at" DESC, e."chainId", e."seq" DESC LIMIT ${query.limit + 1}`;
  const page = rows.slice(0, query.limit);
  const reached = { ...before };
  for (const { chainId, seq } of page) reached[chainId] = seq;
  return {
    items: page.flatMap((row) => toEntryDto(row, userId) ?? []),
    nextCursor: rows.length > query.limit ? encodeCursor(reached) : null,
  };
}

const itemId = Prisma.sql`(e."details"::jsonb->>'itemId')::uuid`;

function kindsOf(topic: AuditTopic | undefined): string[] {
  const all = Object.entries(auditKinds);
  return all.flatMap(([kind, each]) => (!topic || each.topic === topic ? kind : []));
}

function toEntryDto(row: Row, readerId: string): AuditEntryDto | null {
  const kind = row.kind as AuditKind;
  const { data: details } = auditKinds[kind].details.safeParse(JSON.parse(row.details));
  // Of a version of this app that kept something else: nothing we have words for.
  if (!details) return null;
  const name = (id: string | null, known: string | null): AuditPerson | null => {
    if (id === readerId) return { you: true };
    return id !== null || row.nobody ? { you: false, name: known } : null;
  };
  return {
    ...({ kind, details } as AuditEvent),
    id: `${row.chainId}.${row.seq}`,
    at: row.at.toISOString(),
    by: name(row.userId, row.byName),
    about: row.aboutUserId === null ? null : name(row.aboutUserId, row.aboutName),
    peer: row.userId === readerId || row.chainId === readerId ? row.peer : null,
  };
}

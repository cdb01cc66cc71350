import 'server-only';
import { z } from 'zod';
import { db, Prisma } from '#lib/db/client';
import { decodeCursor, encodeCursor } from '#lib/db/list-cursor';
import type { OperatorRunDto, OperatorRunPage, OperatorRunQuery } from './contract.ts';

const position = z.object({ at: z.iso.datetime(), id: z.uuid() });

/** Syncs of all households, the newest first; by ids, and without what they brought: for operators alone. */
export async function listRuns({
  show,
  cursor,
  limit,
}: OperatorRunQuery): Promise<OperatorRunPage> {
  const before = cursor ? decodeCursor(cursor, position) : null;
  const rows = await db().$queryRaw<Row[]>`
    SELECT r."id", r."householdId", r."itemId", b."name" AS "institution", r."trigger", r."outcome",
      r."startedAt", r."finishedAt", r."errorCode", r."requestId"
    FROM "SyncRun" r
    JOIN "Item" i ON i."householdId" = r."householdId" AND i."id" = r."itemId"
    LEFT JOIN "Institution" b ON b."id" = i."institutionId"
    WHERE ${show === 'failed' ? Prisma.sql`r."outcome" = 'failed'` : Prisma.sql`true`}
      AND ${
        before
          ? Prisma.sql`(r."startedAt", r."id") < (${before.at}::timestamptz, ${before.id}::uuid)`
          : Prisma.sql`true`
      }
    ORDER BY r."startedAt" DESC, r."id" DESC LIMIT ${limit + 1}`;
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    items: page.map(toRunDto),
    nextCursor:
      last && rows.length > limit
        ? encodeCursor({ at: last.startedAt.toISOString(), id: last.id })
        : null,
  };
}

type Row = Omit<OperatorRunDto, 'startedAt' | 'durationMs'> & {
  startedAt: Date;
  finishedAt: Date | null;
};

function toRunDto({ startedAt, finishedAt, ...row }: Row): OperatorRunDto {
  return {
    ...row,
    startedAt: startedAt.toISOString(),
    durationMs: finishedAt && finishedAt.getTime() - startedAt.getTime(),
  };
}

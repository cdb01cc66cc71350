import 'server-only';
import { z } from 'zod';
import { atUtcMidnight } from '#lib/dates/civil-date';
import { db, Prisma, type Tx } from '#lib/db/client';
import { AppError } from '#lib/errors';
import { publish } from '#lib/live/publish';
import { seesAccount, type Viewer } from '#lib/privacy/viewer';
import { keepStep } from '#lib/undo-steps/keep-step';
import type { ChangedStreamsDto, DecisionInput, MergeInput, StreamPatch } from './contract.ts';
import { lockStreams } from './lock-streams.ts';

/** A row of Stream as JSON, and the transactions that belong to it. */
const keptStream = z.object({
  row: z.looseObject({ id: z.uuid(), plaidStreamIds: z.array(z.string()), merged: z.boolean() }),
  transactionIds: z.array(z.uuid()),
});
type KeptStream = z.infer<typeof keptStream>;

/** Streams as they were, and as the change left them: null of one that is gone. */
export const streamsBefore = z.object({
  streams: z.array(z.object({ before: keptStream, after: keptStream.nullable() })),
});
export type StreamsBefore = z.infer<typeof streamsBefore>;

/** Keeps a person's word on streams: they come again, or they do not. @throws AppError not_found */
export function decideStreams(
  viewer: Viewer,
  { streamIds, state }: DecisionInput,
): Promise<ChangedStreamsDto> {
  const ids = [...new Set(streamIds)];
  return change(viewer, ids, async (tx, decidedAt) => {
    await tx.stream.updateMany({
      where: { householdId: viewer.householdId, id: { in: ids } },
      data: { state, decidedAt },
    });
  });
}

/** What a person says of a stream in place of what is found; saying so confirms it. @throws AppError not_found */
export function editStream(
  viewer: Viewer,
  streamId: string,
  { name, categoryId, cadence, amountMinor, endsOn }: StreamPatch,
): Promise<ChangedStreamsDto> {
  const { householdId } = viewer;
  return change(viewer, [streamId], async (tx, decidedAt) => {
    if (categoryId) await requireCategory(tx, householdId, categoryId);
    await tx.stream.update({
      where: { householdId_id: { householdId, id: streamId } },
      data: {
        state: 'confirmed',
        decidedAt,
        ...(name !== undefined && { personName: name }),
        ...(categoryId !== undefined && { personCategoryId: categoryId }),
        ...(cadence !== undefined && { personCadence: cadence }),
        ...(amountMinor !== undefined && { personAmountMinor: amountMinor }),
        ...(endsOn !== undefined && { endsOn: endsOn && atUtcMidnight(endsOn) }),
      },
      select: { id: true },
    });
  });
}

/** Makes one of two: a card that was replaced, a payee with a new name. @throws AppError not_found */
export function mergeStreams(
  viewer: Viewer,
  { streamId, intoId }: MergeInput,
): Promise<ChangedStreamsDto> {
  const { householdId } = viewer;
  return change(viewer, [streamId, intoId], async (tx, decidedAt) => {
    const from = await tx.stream.findUniqueOrThrow({
      where: { householdId_id: { householdId, id: streamId } },
      select: { plaidStreamIds: true },
    });
    await tx.streamRow.updateMany({
      where: { householdId, streamId },
      data: { streamId: intoId },
    });
    await tx.stream.update({
      where: { householdId_id: { householdId, id: intoId } },
      data: {
        state: 'confirmed',
        decidedAt,
        merged: true,
        plaidEnded: false,
        plaidStreamIds: { push: from.plaidStreamIds },
      },
      select: { id: true },
    });
    await tx.stream.deleteMany({ where: { householdId, id: streamId } });
  });
}

async function change(
  viewer: Viewer,
  ids: string[],
  write: (tx: Tx, decidedAt: Date) => Promise<void>,
): Promise<ChangedStreamsDto> {
  const { householdId } = viewer;
  return db().$transaction(async (tx) => {
    await lockStreams(tx, householdId);
    const before = await readSeen(tx, viewer, ids);
    await write(tx, new Date());
    const after = new Map((await read(tx, householdId, ids)).map((each) => [each.row.id, each]));
    const streams = before.map((each) => ({ before: each, after: after.get(each.row.id) ?? null }));
    const undoStepId = await keepStep(tx, viewer, { kind: 'stream_change', before: { streams } });
    await publish(tx, householdId, ['recurring']);
    return { undoStepId };
  });
}

/** @throws AppError not_found, also where all transactions of one are kept from the viewer */
async function readSeen(tx: Tx, viewer: Viewer, ids: string[]): Promise<KeptStream[]> {
  const { householdId } = viewer;
  const seen = await tx.$queryRaw<{ id: string }[]>`
    SELECT DISTINCT r."streamId" AS "id" FROM "StreamRow" r
    JOIN "EffectiveTransaction" e
      ON e."householdId" = r."householdId" AND e."id" = r."transactionId"
    WHERE r."householdId" = ${householdId}::uuid AND r."streamId" = ANY(${ids}::uuid[])
      AND ${seesAccount(viewer, Prisma.sql`e."accountId"`)}`;
  if (seen.length === ids.length) return read(tx, householdId, ids);
  throw new AppError(
    'not_found',
    'There is no such recurring payment any more. Nothing was changed.',
  );
}

function read(tx: Tx, householdId: string, ids: string[]): Promise<KeptStream[]> {
  return tx.$queryRaw<KeptStream[]>`
    SELECT to_jsonb(s) AS "row", ARRAY(
      SELECT r."transactionId"::text FROM "StreamRow" r
      WHERE r."householdId" = s."householdId" AND r."streamId" = s."id" ORDER BY 1
    ) AS "transactionIds"
    FROM "Stream" s
    WHERE s."householdId" = ${householdId}::uuid AND s."id" = ANY(${ids}::uuid[])`;
}

/** @throws AppError invalid_input */
async function requireCategory(tx: Tx, householdId: string, id: string): Promise<void> {
  const found = await tx.category.count({ where: { householdId, id, mergedIntoId: null } });
  if (found > 0) return;
  throw new AppError('invalid_input', 'There is no such category. Nothing was changed.', {
    fields: { categoryId: 'There is no such category.' },
  });
}

/** Gives each back as it was, unless somebody said something else of it since. */
export async function undoStreams(
  tx: Tx,
  householdId: string,
  { streams }: StreamsBefore,
): Promise<void> {
  await lockStreams(tx, householdId);
  const ids = streams.map(({ before }) => before.row.id);
  const now = new Map((await read(tx, householdId, ids)).map((each) => [each.row.id, each]));
  const isLeft = streams.every(
    ({ after, before }) => now.get(before.row.id)?.row.decidedAt === after?.row.decidedAt,
  );
  if (!isLeft) return;
  await tx.$executeRaw`
    DELETE FROM "Stream" WHERE "householdId" = ${householdId}::uuid AND "id" = ANY(${ids}::uuid[])`;
  for (const { before } of streams) await restore(tx, householdId, before);
  await publish(tx, householdId, ['recurring']);
}

/** Transactions may be gone since, and so may its category. */
async function restore(
  tx: Tx,
  householdId: string,
  { row, transactionIds }: KeptStream,
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO "Stream" SELECT s.* FROM jsonb_populate_record(NULL::"Stream",
      ${JSON.stringify({ ...row, householdId, personCategoryId: null })}::jsonb) s`;
  await tx.$executeRaw`
    UPDATE "Stream" s SET "personCategoryId" = COALESCE(c."mergedIntoId", c."id") FROM "Category" c
    WHERE s."householdId" = ${householdId}::uuid AND s."id" = ${row.id}::uuid
      AND c."householdId" = s."householdId"
      AND c."id" = ${(row.personCategoryId as string | null) ?? null}::uuid`;
  await tx.$executeRaw`
    INSERT INTO "StreamRow" ("householdId", "transactionId", "streamId")
    SELECT t."householdId", t."id", ${row.id}::uuid FROM "Transaction" t
    WHERE t."householdId" = ${householdId}::uuid AND t."id" = ANY(${transactionIds}::uuid[])
    ON CONFLICT DO NOTHING`;
}

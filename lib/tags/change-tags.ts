import 'server-only';
import { z } from 'zod';
import { db, Prisma, type Tx } from '#lib/db/client';
import { AppError } from '#lib/errors';
import { publish } from '#lib/live/publish';
import type { Viewer } from '#lib/privacy/viewer';
import type { BulkResultDto, TransactionSelection } from '#lib/transactions/contract';
import { changeLimit } from '#lib/transactions/limits';
import { refuseTooMany, selectionCondition } from '#lib/transactions/selection';
import { keepStep } from '#lib/undo-steps/keep-step';
import type { ChangedTagsDto, ChangeTagsInput } from './contract.ts';
import { requireTags } from './mutations.ts';
import { listTagsOf } from './queries.ts';

const timeoutMs = 60_000;

/** What a person says of a tag: it is on, it is off whatever rules say, or nothing. */
const decision = z.boolean().nullable();

/** What was said of tags before a change, and what the change left. */
export const tagsBefore = z.object({
  /** By tag. */
  left: z.record(z.uuid(), decision),
  /** Transaction, tag, and what was said; only where that is another thing. */
  rows: z.array(z.tuple([z.uuid(), z.uuid(), decision])),
});
export type TagsBefore = z.infer<typeof tagsBefore>;

/**
 * What a person decides about the tags of transactions, of those that they see; all of it or nothing, in
 * one statement however many there are. A tag that is taken off stays off, whatever rules say.
 *
 * @throws AppError not_found when the viewer sees none of them; invalid_input when they are too many or
 *   a tag is not of this household
 */
export async function changeTags(
  viewer: Viewer,
  of: TransactionSelection,
  { add = [], remove = [], revert = [] }: ChangeTagsInput,
): Promise<BulkResultDto> {
  const { householdId } = viewer;
  const left = new Map<string, boolean | null>([
    ...add.map((id) => [id, true] as const),
    ...remove.map((id) => [id, false] as const),
    ...revert.map((id) => [id, null] as const),
  ]);
  return db().$transaction(
    async (tx) => {
      await requireTags(tx, householdId, [...left.keys()]);
      const { count, rows, itemIds } = await writeDecisions(tx, viewer, of, left);
      if (count === 0) throw new AppError('not_found', 'There is no such transaction.');
      if (count * left.size > changeLimit) refuseTooMany();
      const before = { left: Object.fromEntries(left), rows: rows ?? [] };
      const undoStepId = await keepStep(tx, viewer, { kind: 'tag_change', before });
      const transactionIds = (rows ?? []).map(([id]) => id);
      for (const itemId of itemIds ?? []) {
        await publish(tx, householdId, ['tags', 'transactions'], { itemId, transactionIds });
      }
      return { count, undoStepId };
    },
    { timeout: timeoutMs },
  );
}

/** @throws AppError not_found; invalid_input when a tag is not of this household */
export async function changeTagsOf(
  viewer: Viewer,
  transactionId: string,
  input: ChangeTagsInput,
): Promise<ChangedTagsDto> {
  const { undoStepId } = await changeTags(viewer, { transactionIds: [transactionId] }, input);
  return { ...(await listTagsOf(viewer, transactionId)), undoStepId };
}

type Written = {
  count: number;
  rows: TagsBefore['rows'] | null;
  itemIds: (string | null)[] | null;
};

async function writeDecisions(
  tx: Tx,
  viewer: Viewer,
  of: TransactionSelection,
  left: ReadonlyMap<string, boolean | null>,
): Promise<Written> {
  const { householdId } = viewer;
  const isSame = Prisma.sql`x."householdId" = ${householdId}::uuid
    AND x."transactionId" = f."transactionId" AND x."tagId" = f."tagId"`;
  const [written] = await tx.$queryRaw<Written[]>`
    WITH "picked" AS (
      SELECT t."id", t."itemId" FROM "Transaction" t
      WHERE t."householdId" = ${householdId}::uuid AND t."id" = ANY(ARRAY(
        SELECT e."id" FROM "EffectiveTransaction" e WHERE ${selectionCondition(viewer, of)}
        LIMIT ${changeLimit + 1}))
      ORDER BY t."id" LIMIT ${changeLimit + 1} FOR UPDATE OF t
    ), "f" AS (
      SELECT p."id" AS "transactionId", s."tagId", s."byPerson", x."byPerson" AS "was"
      FROM "picked" p
      CROSS JOIN unnest(${[...left.keys()]}::uuid[], ${[...left.values()]}::boolean[])
        AS s("tagId", "byPerson")
      LEFT JOIN "TransactionTag" x ON x."householdId" = ${householdId}::uuid
        AND x."transactionId" = p."id" AND x."tagId" = s."tagId"
      WHERE x."byPerson" IS DISTINCT FROM s."byPerson"
    ), "said" AS (
      INSERT INTO "TransactionTag" ("householdId", "transactionId", "tagId", "byPerson")
      SELECT ${householdId}::uuid, f."transactionId", f."tagId", f."byPerson"
      FROM "f" WHERE f."byPerson" IS NOT NULL
      ON CONFLICT ("householdId", "transactionId", "tagId") DO UPDATE
        SET "byPerson" = EXCLUDED."byPerson"
    ), "ruled" AS (
      UPDATE "TransactionTag" x SET "byPerson" = NULL FROM "f"
      WHERE ${isSame} AND f."byPerson" IS NULL AND x."ruleId" IS NOT NULL
    ), "gone" AS (
      DELETE FROM "TransactionTag" x USING "f"
      WHERE ${isSame} AND f."byPerson" IS NULL AND x."ruleId" IS NULL
    )
    SELECT (SELECT count(*)::int FROM "picked") AS "count",
      (SELECT array_agg(DISTINCT "itemId") FROM "picked") AS "itemIds",
      (SELECT jsonb_agg(jsonb_build_array("transactionId", "tagId", "was")) FROM "f") AS "rows"`;
  return written ?? { count: 0, rows: null, itemIds: null };
}

/**
 * Says of each tag again what was said before, each only where it is still what the change left. Tags and
 * transactions that have gone since stay away.
 */
export async function undoTagChange(
  tx: Tx,
  householdId: string,
  { left, rows }: TagsBefore,
): Promise<void> {
  for (const [tagId, now] of Object.entries(left)) {
    const former = Prisma.sql`(
      SELECT (r."row"->>0)::uuid AS "transactionId", (r."row"->>2)::boolean AS "was"
      FROM jsonb_array_elements(${JSON.stringify(rows)}::jsonb) AS r("row")
      WHERE (r."row"->>1)::uuid = ${tagId}::uuid) f`;
    if (now === null) await sayAgain(tx, householdId, tagId, former);
    else await sayOtherwise(tx, householdId, tagId, { now, former });
  }
  const transactionIds = rows.map(([id]) => id);
  await publish(tx, householdId, ['tags', 'transactions'], { transactionIds });
}

/** Where nothing was left to be said. */
async function sayAgain(tx: Tx, householdId: string, tagId: string, former: Prisma.Sql) {
  await tx.$executeRaw`
    INSERT INTO "TransactionTag" ("householdId", "transactionId", "tagId", "byPerson")
    SELECT t."householdId", t."id", g."id", f."was" FROM ${former}
    JOIN "Transaction" t ON t."householdId" = ${householdId}::uuid AND t."id" = f."transactionId"
    JOIN "Tag" g ON g."householdId" = t."householdId" AND g."id" = ${tagId}::uuid
    ON CONFLICT ("householdId", "transactionId", "tagId") DO UPDATE
      SET "byPerson" = EXCLUDED."byPerson" WHERE "TransactionTag"."byPerson" IS NULL`;
}

async function sayOtherwise(
  tx: Tx,
  householdId: string,
  tagId: string,
  { now, former }: { now: boolean; former: Prisma.Sql },
) {
  await tx.$executeRaw`
    UPDATE "TransactionTag" x SET "byPerson" = f."was" FROM ${former}
    WHERE x."householdId" = ${householdId}::uuid AND x."transactionId" = f."transactionId"
      AND x."tagId" = ${tagId}::uuid AND x."byPerson" = ${now}`;
  await tx.transactionTag.deleteMany({
    where: { householdId, tagId, byPerson: null, ruleId: null },
  });
}

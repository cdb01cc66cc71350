import 'server-only';
import { z } from 'zod';
import { lockSorting } from '#lib/categories/lock-sorting';
import { db, Prisma, type Tx } from '#lib/db/client';
import { toJsonParameter } from '#lib/db/json-parameter';
import { AppError } from '#lib/errors';
import { publish } from '#lib/live/publish';
import type { Viewer } from '#lib/privacy/viewer';
import { applyRulesToAll } from '#lib/rules/apply-rules';
import { changedSplits, changeRuleSplits, restoreRuleSplits } from '#lib/rules/rule-splits';
import { keepStep } from '#lib/undo-steps/keep-step';
import type { RemovedTagDto } from './contract.ts';
import { requireTags } from './mutations.ts';
import { listTags } from './queries.ts';

const timeoutMs = 60_000;

const tagRow = z.object({
  transactionId: z.uuid(),
  byPerson: z.boolean().nullable(),
  ruleId: z.uuid().nullable(),
});

const changedTags = z.object({
  id: z.uuid(),
  before: z.array(z.uuid()),
  after: z.array(z.uuid()),
});

/** A tag that was taken away, and what was changed with it. */
export const tagBefore = z.object({
  tag: z.object({ id: z.uuid(), name: z.string(), createdAt: z.iso.datetime() }),
  rows: z.array(tagRow),
  /** Rules that put it on, with their tags before and after. */
  rules: z.array(changedTags),
  /** Parts of transactions that have it, with their tags before and after. */
  parts: z.array(changedTags).default([]),
  /** Rules that put it on parts. */
  splits: changedSplits,
  /** The tag it went into, and what the same transactions had of that one. */
  into: z.object({ id: z.uuid(), rows: z.array(tagRow) }).nullable(),
});
export type TagBefore = z.infer<typeof tagBefore>;

/**
 * Deletes a tag, or has it go into another: its transactions and rules then have that one.
 *
 * @throws AppError not_found or invalid_input
 */
export async function takeTagAway(
  viewer: Viewer,
  tagId: string,
  intoId: string | null,
): Promise<RemovedTagDto> {
  const { householdId } = viewer;
  return db().$transaction(
    async (tx) => {
      await lockSorting(tx, householdId);
      const tag = await tx.tag.findFirst({
        where: { householdId, id: tagId },
        select: { id: true, name: true, createdAt: true },
      });
      if (!tag) throw new AppError('not_found', 'There is no such tag.');
      if (intoId !== null) await requireOther(tx, householdId, tagId, intoId);
      const before: TagBefore = {
        tag: { ...tag, createdAt: tag.createdAt.toISOString() },
        rows: await readRows(tx, householdId, tagId),
        rules: await changeRules(tx, householdId, tagId, intoId),
        parts: await changeParts(tx, householdId, tagId, intoId),
        splits: await changeRuleSplits(tx, householdId, (part) => ({
          ...part,
          tagIds: replaceTag(part.tagIds, tagId, intoId),
        })),
        into: intoId === null ? null : await joinInto(tx, householdId, tagId, intoId),
      };
      await tx.tag.deleteMany({ where: { householdId, id: tagId } });
      const undoStepId = await keepStep(tx, viewer, { kind: 'tag_removal', before });
      await publish(tx, householdId, ['tags', 'rules', 'transactions']);
      return { ...(await listTags(viewer, tx)), undoStepId };
    },
    { timeout: timeoutMs },
  );
}

async function requireOther(tx: Tx, householdId: string, tagId: string, intoId: string) {
  await requireTags(tx, householdId, [intoId]);
  if (tagId !== intoId) return;
  throw new AppError('invalid_input', 'A tag cannot go into itself. Nothing was changed.');
}

function readRows(tx: Tx, householdId: string, tagId: string) {
  return tx.transactionTag.findMany({
    where: { householdId, tagId },
    select: { transactionId: true, byPerson: true, ruleId: true },
  });
}

async function changeRules(tx: Tx, householdId: string, tagId: string, intoId: string | null) {
  const rules = await tx.rule.findMany({
    where: { householdId, tagIds: { has: tagId } },
    select: { id: true, tagIds: true },
  });
  const changed = rules.map(({ id, tagIds }) => ({
    id,
    before: tagIds,
    after: replaceTag(tagIds, tagId, intoId),
  }));
  for (const { id, after } of changed) {
    await tx.rule.updateMany({ where: { householdId, id }, data: { tagIds: after } });
  }
  return changed;
}

async function changeParts(tx: Tx, householdId: string, tagId: string, intoId: string | null) {
  const parts = await tx.splitPart.findMany({
    where: { householdId, tagIds: { has: tagId } },
    select: { id: true, tagIds: true },
  });
  const changed = parts.map(({ id, tagIds }) => ({
    id,
    before: tagIds,
    after: replaceTag(tagIds, tagId, intoId),
  }));
  await setPartTags(
    tx,
    householdId,
    changed.map(({ id, before, after }) => ({ id, from: before, to: after })),
  );
  return changed;
}

/** Each only where it has still the tags that are meant. */
async function setPartTags(
  tx: Tx,
  householdId: string,
  changes: { id: string; from: string[]; to: string[] }[],
): Promise<void> {
  await tx.$executeRaw`
    UPDATE "SplitPart" p SET "tagIds" = r."to"
    FROM jsonb_to_recordset(${toJsonParameter(changes)}::jsonb)
      AS r("id" uuid, "from" uuid[], "to" uuid[])
    WHERE p."householdId" = ${householdId}::uuid AND p."id" = r."id" AND p."tagIds" = r."from"`;
}

function replaceTag(tagIds: string[], tagId: string, intoId: string | null): string[] {
  if (!tagIds.includes(tagId)) return tagIds;
  const others = tagIds.filter((each) => each !== tagId && each !== intoId);
  return intoId === null ? others : [...others, intoId];
}

/** Where either of the two was, the other tag is now. */
async function joinInto(tx: Tx, householdId: string, tagId: string, intoId: string) {
  const rows = await tx.$queryRaw<z.infer<typeof tagRow>[]>`
    SELECT o."transactionId", o."byPerson", o."ruleId" FROM "TransactionTag" o
    JOIN "TransactionTag" x ON x."householdId" = o."householdId"
      AND x."transactionId" = o."transactionId" AND x."tagId" = ${tagId}::uuid
    WHERE o."householdId" = ${householdId}::uuid AND o."tagId" = ${intoId}::uuid`;
  await tx.$executeRaw`
    INSERT INTO "TransactionTag" ("householdId", "transactionId", "tagId", "byPerson", "ruleId")
    SELECT "householdId", "transactionId", ${intoId}::uuid, "byPerson", "ruleId"
    FROM "TransactionTag" WHERE "householdId" = ${householdId}::uuid AND "tagId" = ${tagId}::uuid
    ON CONFLICT ("householdId", "transactionId", "tagId") DO UPDATE SET
      "byPerson" = ${joinedWord(Prisma.sql`"TransactionTag"."byPerson"`, Prisma.sql`EXCLUDED."byPerson"`)},
      "ruleId" = COALESCE("TransactionTag"."ruleId", EXCLUDED."ruleId")`;
  return { id: intoId, rows };
}

/** SQL: what a person said of either of two tags, once they are one. */
function joinedWord(one: Prisma.Sql, other: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`CASE WHEN ${one} OR ${other} THEN true ELSE COALESCE(${one}, ${other}) END`;
}

/** The other tag leaves the rows it came to, but for those of which somebody said something since. */
async function leaveInto(
  tx: Tx,
  householdId: string,
  rows: TagBefore['rows'],
  into: NonNullable<TagBefore['into']>,
): Promise<void> {
  const rowsOf = (list: TagBefore['rows']) => Prisma.sql`
    jsonb_to_recordset(${toJsonParameter(list)}::jsonb)`;
  await tx.$executeRaw`
    DELETE FROM "TransactionTag" x
    USING ${rowsOf(rows)} AS r("transactionId" uuid, "byPerson" boolean)
    LEFT JOIN ${rowsOf(into.rows)} AS o("transactionId" uuid, "byPerson" boolean)
      ON o."transactionId" = r."transactionId"
    WHERE x."householdId" = ${householdId}::uuid AND x."tagId" = ${into.id}::uuid
      AND x."transactionId" = r."transactionId"
      AND x."byPerson" IS NOT DISTINCT FROM ${joinedWord(Prisma.sql`o."byPerson"`, Prisma.sql`r."byPerson"`)}`;
}

/** Brings a tag back with all that had it. @throws AppError invalid_input when its name is taken */
export async function undoTakingAway(
  tx: Tx,
  householdId: string,
  { tag, rows, rules, parts, splits, into }: TagBefore,
): Promise<void> {
  await lockSorting(tx, householdId);
  const made = await tx.$executeRaw`
    INSERT INTO "Tag" ("householdId", "id", "name", "createdAt")
    VALUES (${householdId}::uuid, ${tag.id}::uuid, ${tag.name}, ${new Date(tag.createdAt)})
    ON CONFLICT DO NOTHING`;
  if (made === 0) {
    throw new AppError('invalid_input', 'Another tag has its name by now. Nothing was changed.');
  }
  if (into) {
    await leaveInto(tx, householdId, rows, into);
    await putBack(tx, householdId, into.id, into.rows);
  }
  await putBack(tx, householdId, tag.id, rows);
  for (const { id, before, after } of rules) {
    await tx.rule.updateMany({
      where: { householdId, id, tagIds: { equals: after } },
      data: { tagIds: before },
    });
  }
  await restoreRuleSplits(tx, householdId, splits);
  // What came since, and which of these rules are still there, nobody remembered.
  if (rules.length > 0) await applyRulesToAll(tx, householdId);
  await setPartTags(
    tx,
    householdId,
    parts.map(({ id, before, after }) => ({ id, from: after, to: before })),
  );
  await publish(tx, householdId, ['tags', 'rules', 'transactions']);
}

/** Rows whose transaction has gone since stay away. */
async function putBack(
  tx: Tx,
  householdId: string,
  tagId: string,
  rows: z.infer<typeof tagRow>[],
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO "TransactionTag" ("householdId", "transactionId", "tagId", "byPerson", "ruleId")
    SELECT t."householdId", t."id", g."id", r."byPerson", r."ruleId"
    FROM jsonb_to_recordset(${toJsonParameter(rows)}::jsonb)
      AS r("transactionId" uuid, "byPerson" boolean, "ruleId" uuid)
    JOIN "Transaction" t ON t."householdId" = ${householdId}::uuid AND t."id" = r."transactionId"
    JOIN "Tag" g ON g."householdId" = t."householdId" AND g."id" = ${tagId}::uuid
    ON CONFLICT DO NOTHING`;
}

import 'server-only';
import { z } from 'zod';
import { Prisma, type Tx } from '#lib/db/client';
import { applyRulesTo } from '#lib/rules/apply-rules';
import { carryBelongings } from './carry-belongings.ts';
import { allDecisions } from './decision-columns.ts';
import type { RowMove } from './row-moves.ts';

const marks = [...allDecisions.map(({ mark }) => mark), 'splitSetAt'];

/** What a row has of a person's decisions, as far as another can take it over. */
export const belongingsSchema = z.object({
  /** When each was decided, by the name of its mark; what was not is null. */
  marks: z.record(z.string(), z.string().nullable()),
  /** What a file says beside the name; null where it had its own, or neither has one. */
  memo: z.string().nullable().default(null),
  /** What the person said of tags, by the tag's id. */
  tags: z.record(z.string(), z.boolean()),
  attachments: z.array(z.uuid()),
  /** The other ends of what settles it or what it settles. */
  links: z.array(z.uuid()),
  /** When it was said that somebody owes something for it. */
  claimedAt: z.string().nullable(),
  /** Transfers that a person decided about. */
  transfers: z.array(z.uuid()),
});
export type Belongings = z.infer<typeof belongingsSchema>;

/**
 * Has rows take over what a person decided about others and hung on them, where they have nothing of their own.
 *
 * @param moves  no row in two of them
 * @returns what each took over, in the order of the moves, for `giveBack`
 */
export async function takeOver(
  tx: Tx,
  householdId: string,
  moves: readonly RowMove[],
): Promise<Belongings[]> {
  const staying = moves.map(({ staysId }) => staysId);
  const before = await readBelongings(tx, householdId, staying);
  await carryBelongings(tx, householdId, moves);
  const after = await readBelongings(tx, householdId, staying);
  const taken = staying.map((id) => gained(of(before, id), of(after, id)));
  // Rules go by it.
  const told = staying.filter((_id, at) => taken[at]?.memo !== null);
  await applyRulesTo(tx, householdId, told);
  return taken;
}

async function readBelongings(
  tx: Tx,
  householdId: string,
  ids: string[],
): Promise<ReadonlyMap<string, Belongings>> {
  const names = Prisma.raw(marks.map((mark) => `'${mark}', t."${mark}"`).join(', '));
  const rows = await tx.$queryRaw<{ id: string; has: unknown }[]>`
    SELECT t."id", jsonb_build_object(
      'marks', jsonb_build_object(${names}),
      'memo', t."memo",
      'tags', (SELECT COALESCE(jsonb_object_agg(x."tagId", x."byPerson"), '{}')
        FROM "TransactionTag" x WHERE x."householdId" = t."householdId"
          AND x."transactionId" = t."id" AND x."byPerson" IS NOT NULL),
      'attachments', ARRAY(SELECT f."id" FROM "Attachment" f
        WHERE f."householdId" = t."householdId" AND f."transactionId" = t."id"),
      'links', ARRAY(SELECT CASE WHEN l."expenseId" = t."id" THEN l."creditId" ELSE l."expenseId" END
        FROM "SettleLink" l WHERE l."householdId" = t."householdId"
          AND t."id" IN (l."expenseId", l."creditId")),
      'claimedAt', (SELECT k."createdAt" FROM "Claim" k
        WHERE k."householdId" = t."householdId" AND k."transactionId" = t."id"),
      'transfers', ARRAY(SELECT x."id" FROM "Transfer" x WHERE x."householdId" = t."householdId"
        AND t."id" IN (x."outId", x."inId") AND x."byPerson")) AS "has"
    FROM "Transaction" t
    WHERE t."householdId" = ${householdId}::uuid AND t."id" = ANY(${ids}::uuid[])`;
  return new Map(rows.map(({ id, has }) => [id, belongingsSchema.parse(has)]));
}

function of(belongings: ReadonlyMap<string, Belongings>, id: string): Belongings {
  const found = belongings.get(id);
  if (!found) throw new Error('A row that was to take over another is gone.');
  return found;
}

/** What there is after and was not before. */
function gained(before: Belongings, after: Belongings): Belongings {
  const added = (had: string[], has: string[]) => has.filter((each) => !had.includes(each));
  const addedOf = <Value>(had: Record<string, Value>, has: Record<string, Value>) =>
    Object.fromEntries(
      Object.entries(has).filter(([name, value]) => value !== null && (had[name] ?? null) === null),
    );
  return {
    marks: addedOf(before.marks, after.marks),
    memo: before.memo === null ? after.memo : null,
    tags: addedOf(before.tags, after.tags),
    attachments: added(before.attachments, after.attachments),
    links: added(before.links, after.links),
    claimedAt: before.claimedAt === null ? after.claimedAt : null,
    transfers: added(before.transfers, after.transfers),
  };
}

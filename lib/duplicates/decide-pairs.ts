import 'server-only';
import { Prisma, type Tx } from '#lib/db/client';
import { toJsonParameter } from '#lib/db/json-parameter';
import { AppError } from '#lib/errors';
import type { DuplicateAnswer } from './contract.ts';
import { bringBack, putAway } from './put-away.ts';

export type PairRow = {
  id: string;
  accountId: string;
  itemId: string | null;
  counts: boolean;
  currency: string | null;
  amountMinor: bigint;
};
export type Pair = { id: string; kept: PairRow; other: PairRow };

type Stored = { id: string; accepted: boolean | null; taken: unknown; byHand: boolean };

/**
 * Keeps the answer to pairs, and puts rows away or brings them back by it. The caller holds the rows.
 *
 * @throws AppError not_found; invalid_input when two cannot be one
 */
export async function decidePairs(
  tx: Tx,
  householdId: string,
  pairs: readonly Pair[],
  answer: DuplicateAnswer,
): Promise<void> {
  const held = await holdPairs(tx, householdId, pairs);
  const stored = new Map(held.map((each) => [each.id, each]));
  if (held.length < pairs.length) throw noSuchQuestion();
  if (answer === 'same') {
    const open = pairs.filter(({ id }) => !stored.get(id)?.accepted);
    const tied = await listTied(tx, householdId, open);
    for (const round of roundsOf(open, tied)) await makeOne(tx, householdId, round);
    return;
  }
  const byId = new Map(pairs.map((pair) => [pair.id, pair]));
  // What was taken over last is given back first.
  const accepted = held.toReversed().flatMap(({ id, accepted, taken }) => {
    const pair = byId.get(id);
    return accepted && pair ? [{ ...movesOf(pair), taken }] : [];
  });
  await bringBack(tx, householdId, accepted);
  await forgetAnswers(tx, householdId, held, answer);
}

/** Holds them, in the order in which they were decided. */
function holdPairs(tx: Tx, householdId: string, pairs: readonly Pair[]): Promise<Stored[]> {
  const asked = pairs.map(({ id, kept, other }) => ({ id, keptId: kept.id, otherId: other.id }));
  return tx.$queryRaw<Stored[]>`
    SELECT p."id", p."accepted", p."taken", p."reasons" = ARRAY['by_hand'] AS "byHand"
    FROM jsonb_to_recordset(${toJsonParameter(asked)}::jsonb)
      AS m("id" uuid, "keptId" uuid, "otherId" uuid)
    JOIN "DuplicatePair" p ON p."householdId" = ${householdId}::uuid AND p."id" = m."id"
      AND p."keptId" = m."keptId" AND p."otherId" = m."otherId"
    ORDER BY p."decidedAt" NULLS FIRST, p."id" FOR UPDATE OF p`;
}

async function makeOne(tx: Tx, householdId: string, round: readonly Pair[]): Promise<void> {
  for (const { kept, other } of round) requireOne(kept, other);
  const taken = await putAway(tx, householdId, round.map(movesOf));
  const decided = round.map(({ id }, at) => ({ id, taken: taken[at] }));
  await tx.$executeRaw`
    UPDATE "DuplicatePair" p SET "accepted" = true, "decidedAt" = ${new Date()}, "taken" = m."taken"
    FROM jsonb_to_recordset(${toJsonParameter(decided)}::jsonb) AS m("id" uuid, "taken" jsonb)
    WHERE p."householdId" = ${householdId}::uuid AND p."id" = m."id"`;
  // A row may be in several of them.
  for (const { other } of round) other.counts = false;
}

async function forgetAnswers(
  tx: Tx,
  householdId: string,
  held: readonly Stored[],
  answer: Exclude<DuplicateAnswer, 'same'>,
): Promise<void> {
  const isForgotten = (pair: Stored) => answer === 'open' && pair.byHand;
  const idsOf = (pairs: readonly Stored[]) => ({ in: pairs.map(({ id }) => id) });
  await tx.duplicatePair.deleteMany({
    where: { householdId, id: idsOf(held.filter(isForgotten)) },
  });
  await tx.duplicatePair.updateMany({
    where: { householdId, id: idsOf(held.filter((pair) => !isForgotten(pair))) },
    data: {
      accepted: answer === 'two' ? false : null,
      decidedAt: answer === 'open' ? null : new Date(),
      taken: Prisma.DbNull,
    },
  });
}

/** Rows with an end of something in other rows: what one pair takes over changes what another finds. */
async function listTied(
  tx: Tx,
  householdId: string,
  pairs: readonly Pair[],
): Promise<ReadonlySet<string>> {
  const ids = pairs.flatMap(({ kept, other }) => [kept.id, other.id]);
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT t."id" FROM unnest(${ids}::uuid[]) AS t("id")
    WHERE EXISTS (SELECT FROM "SettleLink" l WHERE l."householdId" = ${householdId}::uuid
        AND (l."expenseId" = t."id" OR l."creditId" = t."id"))
      OR EXISTS (SELECT FROM "Transfer" x WHERE x."householdId" = ${householdId}::uuid
        AND x."byPerson" AND (x."outId" = t."id" OR x."inId" = t."id"))`;
  return new Set(rows.map(({ id }) => id));
}

/** The pairs in their order, as few groups as may be in which no row is in two, and what is tied stands alone. */
function roundsOf(pairs: readonly Pair[], tied: ReadonlySet<string>): Pair[][] {
  const rounds: Pair[][] = [];
  let taken = new Set<string>();
  let isAlone = true;
  for (const pair of pairs) {
    const ids = [pair.kept.id, pair.other.id];
    const isTied = ids.some((id) => tied.has(id));
    if (isAlone || isTied || ids.some((id) => taken.has(id))) {
      rounds.push([]);
      taken = new Set();
    }
    rounds.at(-1)?.push(pair);
    for (const id of ids) taken.add(id);
    isAlone = isTied;
  }
  return rounds;
}

function movesOf({ kept, other }: Pair): { keptId: string; otherId: string } {
  return { keptId: kept.id, otherId: other.id };
}

function requireOne(kept: PairRow, other: PairRow): void {
  const refuse = (why: string): never => {
    throw new AppError('invalid_input', `${why} Nothing was changed.`, {
      fields: { otherId: why },
    });
  };
  if (kept.id === other.id) refuse('A transaction cannot be a duplicate of itself.');
  if (!kept.counts || !other.counts) refuse('One of the two counts no more.');
  if (kept.currency !== other.currency) refuse('The two are in different currencies.');
  if (kept.amountMinor < 0n !== other.amountMinor < 0n) refuse('One is money in, the other out.');
}

export function noSuchQuestion(): AppError {
  return new AppError('not_found', 'There is no such question. Nothing was changed.');
}

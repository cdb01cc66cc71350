import 'server-only';
import type { Tx } from '#lib/db/client';
import { AppError } from '#lib/errors';
import type { CandidateItem } from './candidates.ts';
import type { AccountPair, RelinkCounts } from './contract.ts';
import { isCompatible } from './map-accounts.ts';
import { type MatchableRow, matchRows, type RowMatch } from './match-rows.ts';

export type AccountPlan = AccountPair & {
  matches: RowMatch[];
  /** Pending rows of the old account that never posted. */
  withdrawnIds: string[];
  counts: RelinkCounts;
  firstDate: string | null;
  lastDate: string | null;
};

/**
 * What moving these accounts would do, row by row; it changes nothing.
 *
 * @throws AppError invalid_input when the accounts are not those of the two connections
 */
export async function planRelink(
  tx: Pick<Tx, '$queryRaw'>,
  householdId: string,
  { from, to }: { from: CandidateItem; to: CandidateItem },
  pairs: AccountPair[],
): Promise<AccountPlan[]> {
  requirePairs(from, to, pairs);
  const rows = Map.groupBy(
    await readRows(
      tx,
      householdId,
      pairs.flatMap((pair) => [pair.fromAccountId, pair.toAccountId]),
    ),
    ({ accountId }) => accountId,
  );
  return pairs.map((pair) =>
    planAccount(
      pair,
      from.id,
      rows.get(pair.fromAccountId) ?? [],
      rows.get(pair.toAccountId) ?? [],
    ),
  );
}

type Row = MatchableRow & {
  accountId: string;
  itemId: string | null;
  importId: string | null;
  /** It counts: the bank has it, or the person keeps it. */
  live: boolean;
  kept: boolean;
  edited: boolean;
};

function planAccount(
  pair: AccountPair,
  fromItemId: string,
  olds: Row[],
  freshes: Row[],
): AccountPlan {
  const banks = (row: Row) => row.live && row.itemId !== null && row.importId === null;
  const matches = matchRows(olds.filter(banks), freshes.filter(banks));
  const joined = new Set(matches.map(({ fromId }) => fromId));
  const withdrawn = olds.filter(
    (row) =>
      row.pending && row.live && !row.kept && row.itemId === fromItemId && !joined.has(row.id),
  );
  const shown = olds.filter(({ live }) => live);
  const dates = shown.map(({ date }) => date).sort();
  return {
    ...pair,
    matches,
    withdrawnIds: withdrawn.map(({ id }) => id),
    counts: {
      joined: matches.length,
      carried: shown.length - matches.length - withdrawn.length,
      withdrawn: withdrawn.length,
      edited: olds.filter(({ edited }) => edited).length,
    },
    firstDate: dates[0] ?? null,
    lastDate: dates.at(-1) ?? null,
  };
}

function requirePairs(from: CandidateItem, to: CandidateItem, pairs: AccountPair[]): void {
  const refuse = (message: string): never => {
    throw new AppError('invalid_input', 'Nothing was changed: the accounts do not fit.', {
      fields: { accounts: message },
    });
  };
  for (const { fromAccountId, toAccountId } of pairs) {
    const old = from.accounts.find(({ id }) => id === fromAccountId);
    const fresh = to.accounts.find(({ id }) => id === toAccountId);
    if (!old || !fresh) refuse('They are not accounts of these connections.');
    else if (!isCompatible(old, fresh)) refuse('They are of different kinds or currencies.');
  }
  const isOnce = (ids: string[]) => new Set(ids).size === ids.length;
  const once =
    isOnce(pairs.map(({ fromAccountId }) => fromAccountId)) &&
    isOnce(pairs.map(({ toAccountId }) => toAccountId));
  if (!once) refuse('Each account goes to one other.');
}

function readRows(
  tx: Pick<Tx, '$queryRaw'>,
  householdId: string,
  accountIds: string[],
): Promise<Row[]> {
  return tx.$queryRaw<Row[]>`
    SELECT "id", "accountId", "itemId", "importId", "date"::text AS "date", "amountMinor", "currency", "name",
      "merchantName", "pending", "removedAt" IS NULL OR "keptAt" IS NOT NULL AS "live",
      "keptAt" IS NOT NULL AS "kept",
      COALESCE("personCategorySetAt", "personNameSetAt", "noteSetAt", "personDateSetAt",
        "hiddenSetAt", "reviewedSetAt", "keptAt") IS NOT NULL AS "edited"
    FROM "Transaction"
    WHERE "householdId" = ${householdId}::uuid AND "accountId" = ANY(${accountIds}::uuid[])`;
}

export function sumCounts(plans: { counts: RelinkCounts }[]): RelinkCounts {
  const sum = (name: keyof RelinkCounts) =>
    plans.reduce((total, { counts }) => total + counts[name], 0);
  return {
    joined: sum('joined'),
    carried: sum('carried'),
    withdrawn: sum('withdrawn'),
    edited: sum('edited'),
  };
}

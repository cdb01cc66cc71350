import 'server-only';
import type { Tx } from '#lib/db/client';
import { toJsonParameter } from '#lib/db/json-parameter';
import { keptPlan } from '#lib/db/kept-plan';
import { readHeld } from '#lib/investments/read-held';
import { type Comparison, compareBalance, type TieOutFacts } from './compare.ts';
import type { Suspect } from './contract.ts';
import { countRows, type RowCounts, type TieOutScope } from './count-rows.ts';
import { findSuspects } from './find-suspects.ts';

type AccountFacts = TieOutFacts & {
  accountId: string;
  /** When the two last agreed. */
  agreedAt: Date | null;
  /** The day of the bank's balance, UTC; null when there is none. */
  balanceDate: string | null;
  /** The last verdict, where no row has changed since. */
  last: Pick<Verdict, 'bankMinor' | 'impliedMinor' | 'partedOn' | 'suspects'> | null;
};

type Verdict = Comparison & {
  accountId: string;
  bankMinor: bigint | null;
  partedOn: string | null;
  suspects: Suspect[];
};

/**
 * Compares every account of an Item with its bank, in the transaction that wrote its rows and
 * balances, so that no page ever shows a verdict on other figures than it shows.
 *
 * @returns whether there are rows that may explain a difference
 */
export async function settleTieOut(tx: Tx, scope: TieOutScope): Promise<boolean> {
  const counts = await countRows(tx, scope);
  await setAnchors(tx, scope, counts);
  const verdicts: Verdict[] = [];
  const accounts = await readFacts(tx, scope, counts);
  await keepImplied(tx, scope, accounts);
  for (const account of accounts) verdicts.push(await judge(tx, scope, account));
  await keepVerdicts(tx, scope, verdicts, counts);
  return verdicts.some(({ suspects }) => suspects.length > 0);
}

/** The first balance after the whole history, with the sum of the rows that were there then. */
async function setAnchors(tx: Tx, scope: TieOutScope, counts: RowCounts): Promise<void> {
  const { householdId, itemId, historyComplete } = scope;
  const posted = [...counts].map(([accountId, { postedMinor }]) => ({
    accountId,
    postedMinor: String(postedMinor),
  }));
  await tx.$executeRaw`
    ${keptPlan} UPDATE "Account" a SET "anchorMinor" = a."currentMinor", "anchorAt" = a."balanceAsOf",
      "anchorPostedMinor" = r."postedMinor"
    FROM "Item" i,
      jsonb_to_recordset(${toJsonParameter(posted)}::jsonb) AS r("accountId" uuid, "postedMinor" bigint)
    WHERE a."householdId" = ${householdId}::uuid AND a."itemId" = ${itemId}::uuid
      AND a."id" = r."accountId" AND i."householdId" = a."householdId" AND i."id" = a."itemId"
      AND (i."historyCompleteAt" IS NOT NULL OR ${historyComplete}) AND a."removedAt" IS NULL
      AND a."anchorAt" IS NULL AND a."currentMinor" IS NOT NULL AND a."balanceAsOf" IS NOT NULL`;
  await tx.$executeRaw`
    ${keptPlan} UPDATE "Account" SET "balanceMovedAt" = now()
    WHERE "householdId" = ${householdId}::uuid AND "itemId" = ${itemId}::uuid
      AND "balanceMovedAt" IS NULL AND "currentMinor" <> "anchorMinor"`;
}

type FactsRow = Omit<AccountFacts, 'postedMinor' | 'pendingMinor' | 'foreignRows' | 'last'> &
  NonNullable<AccountFacts['last']>;

async function readFacts(tx: Tx, scope: TieOutScope, counts: RowCounts): Promise<AccountFacts[]> {
  const { householdId, itemId, historyComplete } = scope;
  const held = await readHeld(tx, scope);
  const rows = await tx.$queryRaw<Omit<FactsRow, 'held'>[]>`
    ${keptPlan} SELECT a."id" AS "accountId", a."type", a."removedAt" IS NULL AS "listed",
      i."historyCompleteAt" IS NOT NULL OR ${historyComplete} AS "historyComplete",
      a."currentMinor", a."anchorMinor",
      a."anchorPostedMinor", v."agreedAt", a."balanceMovedAt" IS NOT NULL AS "balanceMoved",
      (a."balanceAsOf" AT TIME ZONE 'UTC')::date::text AS "balanceDate",
      v."bankMinor", v."impliedMinor", v."partedOn"::text AS "partedOn", v."suspects"
    FROM "Account" a
    JOIN "Item" i ON i."householdId" = a."householdId" AND i."id" = a."itemId"
    LEFT JOIN "TieOut" v ON v."householdId" = a."householdId" AND v."accountId" = a."id"
    WHERE a."householdId" = ${householdId}::uuid AND a."itemId" = ${itemId}::uuid`;
  return rows.map(({ bankMinor, impliedMinor, partedOn, suspects, ...facts }) => {
    const { isKept, ...count } = counts.get(facts.accountId) ?? uncounted;
    return {
      ...facts,
      ...count,
      held: held.get(facts.accountId) ?? null,
      last: isKept ? { bankMinor, impliedMinor, partedOn, suspects } : null,
    };
  });
}

/** Without an anchor to compare with nothing is counted, and nothing is made of it. */
const uncounted = { postedMinor: 0n, pendingMinor: 0n, foreignRows: 0, isKept: false };

/** What our rows say, beside what the bank says, on the day it said so. */
async function keepImplied(
  tx: Tx,
  { householdId }: TieOutScope,
  accounts: AccountFacts[],
): Promise<void> {
  const implied = accounts.flatMap((facts) => {
    const { impliedMinor } = compareBalance({ ...facts, balanceMoved: true });
    const { accountId, balanceDate } = facts;
    return impliedMinor === null
      ? []
      : [{ accountId, balanceDate, impliedMinor: String(impliedMinor) }];
  });
  await tx.$executeRaw`
    ${keptPlan} UPDATE "BalanceSnapshot" s SET "impliedMinor" = r."impliedMinor"
    FROM jsonb_to_recordset(${toJsonParameter(implied)}::jsonb)
      AS r("accountId" uuid, "balanceDate" date, "impliedMinor" bigint)
    WHERE s."householdId" = ${householdId}::uuid AND s."accountId" = r."accountId"
      AND s."date" = r."balanceDate" AND s."impliedMinor" IS DISTINCT FROM r."impliedMinor"`;
}

async function judge(tx: Tx, scope: TieOutScope, facts: AccountFacts): Promise<Verdict> {
  const comparison = compareBalance(facts);
  const { accountId, currentMinor, agreedAt, last } = facts;
  const bankMinor = comparison.impliedMinor === null ? null : currentMinor;
  const verdict = { ...comparison, accountId, bankMinor, partedOn: null, suspects: [] };
  if (comparison.status !== 'off' || currentMinor === null || !agreedAt) return verdict;
  const isAsLast = last?.impliedMinor === verdict.impliedMinor && last.bankMinor === bankMinor;
  if (isAsLast && last.partedOn !== null) {
    return { ...verdict, partedOn: last.partedOn, suspects: last.suspects };
  }
  const agreedOn = agreedAt.toISOString().slice(0, 10);
  const partedOn = await readPartedOn(tx, scope.householdId, accountId, agreedOn);
  // No transaction explains what a bank says is held.
  if (facts.held) return { ...verdict, partedOn };
  const suspects = await findSuspects(tx, {
    householdId: scope.householdId,
    accountId,
    type: facts.type,
    differenceMinor: currentMinor - (comparison.impliedMinor ?? 0n),
    agreedAt,
    agreedOn,
    partedOn,
  });
  return { ...verdict, partedOn, suspects };
}

/** The first day since the two last agreed for which both are known and differ. */
async function readPartedOn(
  tx: Tx,
  householdId: string,
  accountId: string,
  agreedOn: string,
): Promise<string> {
  const [row] = await tx.$queryRaw<{ date: string | null }[]>`
    SELECT min("date")::text AS "date" FROM "BalanceSnapshot"
    WHERE "householdId" = ${householdId}::uuid AND "accountId" = ${accountId}::uuid
      AND "impliedMinor" <> "currentMinor" AND "date" >= ${agreedOn}::date`;
  return row?.date ?? agreedOn;
}

async function keepVerdicts(
  tx: Tx,
  { householdId }: TieOutScope,
  verdicts: Verdict[],
  counts: RowCounts,
): Promise<void> {
  const rows = verdicts.map((verdict) => {
    const count = counts.get(verdict.accountId);
    return {
      ...verdict,
      bankMinor: verdict.bankMinor?.toString(),
      impliedMinor: verdict.impliedMinor?.toString(),
      ...count,
      postedMinor: count?.postedMinor.toString(),
      pendingMinor: count?.pendingMinor.toString(),
    };
  });
  await tx.$executeRaw`
    ${keptPlan} INSERT INTO "TieOut" AS v ("householdId", "accountId", "checkedAt", "status", "reason",
      "bankMinor", "impliedMinor", "agreedAt", "partedOn", "suspects", "countedAt", "postedMinor",
      "pendingMinor", "currency", "foreignRows")
    SELECT ${householdId}::uuid, r."accountId", now(), r."status"::"TieOutStatus", r."reason",
      r."bankMinor", r."impliedMinor", CASE WHEN r."status" = 'ties_out' THEN now() END,
      r."partedOn", r."suspects", r."countedAt", r."postedMinor", r."pendingMinor", r."currency",
      r."foreignRows"
    FROM jsonb_to_recordset(${toJsonParameter(rows)}::jsonb) AS r("accountId" uuid, "status" text,
      "reason" text, "bankMinor" bigint, "impliedMinor" bigint, "partedOn" date, "suspects" jsonb,
      "countedAt" timestamptz, "postedMinor" bigint, "pendingMinor" bigint,
      "currency" text, "foreignRows" int)
    ON CONFLICT ("householdId", "accountId") DO UPDATE SET
      "checkedAt" = EXCLUDED."checkedAt", "status" = EXCLUDED."status",
      "reason" = EXCLUDED."reason", "bankMinor" = EXCLUDED."bankMinor",
      "impliedMinor" = EXCLUDED."impliedMinor",
      "agreedAt" = COALESCE(EXCLUDED."agreedAt", v."agreedAt"),
      "partedOn" = EXCLUDED."partedOn", "suspects" = EXCLUDED."suspects",
      "countedAt" = EXCLUDED."countedAt", "postedMinor" = EXCLUDED."postedMinor",
      "pendingMinor" = EXCLUDED."pendingMinor", "currency" = EXCLUDED."currency",
      "foreignRows" = EXCLUDED."foreignRows"`;
}

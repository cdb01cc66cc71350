import 'server-only';
import { addDays, type CivilDate } from '#lib/dates/civil-date';
import { db, Prisma } from '#lib/db/client';
import { toSafeNumber } from '#lib/money/minor';
import { seesAccount, type Viewer } from '#lib/privacy/viewer';
import { remembered } from '#lib/versions/remembered';
import { seenTopics } from '#lib/versions/shown-topics';
import type { StatementRow } from './match-statement.ts';

/** Rows of the cycles of all cards together. */
const rowLimit = 20_000;
/** Before a cycle, where a row may stand that belongs into it. */
const marginDays = 6;

type Statement = { issuedOn: CivilDate; balanceMinor: number };
export type Cycle = {
  last: Statement;
  /** The one before, where it was seen. */
  before: Statement | null;
  rows: (StatementRow & { amountMinor: number })[];
};

/** The last statement of each card that the viewer sees, with the rows around it; by account. */
export async function readCycles(
  viewer: Viewer,
  accountIds: readonly string[],
): Promise<Map<string, Cycle>> {
  const statements = await readLastTwo(viewer, accountIds);
  const cycles = new Map<string, Cycle>();
  for (const { accountId, issuedOn, balanceMinor } of statements) {
    const statement = { issuedOn, balanceMinor: toSafeNumber(balanceMinor) };
    const cycle = cycles.get(accountId);
    if (cycle) cycle.before = statement;
    else cycles.set(accountId, { last: statement, before: null, rows: [] });
  }
  if (cycles.size === 0) return cycles;
  for (const { accountId, ...row } of await readRows(viewer, cycles)) {
    cycles.get(accountId)?.rows.push(row);
  }
  return cycles;
}

/** The newest first, two of an account at most. */
const readLastTwo = remembered(
  'card statements',
  [...seenTopics, 'debts'],
  (viewer: Viewer, accountIds: readonly string[]) =>
    db().$queryRaw<{ accountId: string; issuedOn: CivilDate; balanceMinor: bigint }[]>`
      SELECT s."accountId", s."issuedOn"::text AS "issuedOn", s."balanceMinor"
      FROM (
        SELECT *, row_number() OVER (PARTITION BY "accountId" ORDER BY "issuedOn" DESC) AS "place"
        FROM "CardStatement"
        WHERE "householdId" = ${viewer.householdId}::uuid AND "accountId" = ANY(${accountIds}::uuid[])
      ) s
      WHERE s."place" <= 2 AND ${seesAccount(viewer, Prisma.sql`s."accountId"`)}
      ORDER BY s."issuedOn" DESC`,
);

/** As the bank dates and counts them: what a file brought, or what was put away, it knows nothing of. */
async function readRows(viewer: Viewer, cycles: ReadonlyMap<string, Cycle>) {
  const spans = [...cycles].map(([accountId, { last, before }]) => ({
    accountId,
    from: addDays((before ?? last).issuedOn, -marginDays),
  }));
  const rows = await db().$queryRaw<
    {
      accountId: string;
      id: string;
      date: CivilDate;
      amountMinor: bigint;
      pending: boolean;
      name: string;
    }[]
  >`
    SELECT e."accountId", e."id", t."date"::text AS "date", t."amountMinor", t."pending",
      e."merchant" AS "name"
    FROM jsonb_to_recordset(${JSON.stringify(spans)}::jsonb) AS s("accountId" uuid, "from" date)
    JOIN "Transaction" t ON t."householdId" = ${viewer.householdId}::uuid
      AND t."accountId" = s."accountId" AND t."date" >= s."from" AND t."importId" IS NULL
    JOIN "EffectiveTransaction" e ON e."householdId" = t."householdId" AND e."id" = t."id"
    WHERE ${seesAccount(viewer, Prisma.sql`t."accountId"`)}
    ORDER BY t."date", t."id" LIMIT ${rowLimit}`;
  return rows.map((row) => {
    const amountMinor = toSafeNumber(row.amountMinor);
    return { ...row, amountMinor, owedMinor: amountMinor === 0 ? 0 : -amountMinor };
  });
}

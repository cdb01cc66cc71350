import 'server-only';
import type { Tx } from '#lib/db/client';
import { unnamedCurrency } from '#lib/money/currency';
import { toSafeNumber } from '#lib/money/minor';
import { type FoundRow, payeeOf } from './find-streams.ts';

/** How far back one looks: two of what comes once a year. */
const pastDays = 800;
/** The newest of a household; older ones say nothing more. */
const rowsLimit = 50_000;

/** The rows in which streams are looked for, for the worker: what is hidden or nothing is left out. */
export async function readFoundRows(tx: Tx, householdId: string): Promise<Map<string, FoundRow>> {
  const rows = await tx.$queryRaw<Row[]>`
    SELECT e."id", e."accountId", e."date"::text AS "date", e."amountMinor", e."merchant",
      COALESCE(e."currency", ${unnamedCurrency}) AS "currency"
    FROM "EffectiveTransaction" e
    WHERE e."householdId" = ${householdId}::uuid AND NOT e."hidden" AND e."amountMinor" <> 0
      AND e."date" > current_date - ${pastDays}::int
    ORDER BY e."date" DESC, e."id" DESC LIMIT ${rowsLimit}`;
  return new Map(
    rows.map((row) => {
      const amountMinor = toSafeNumber(row.amountMinor);
      const payee = payeeOf({ ...row, amountMinor });
      return [row.id, { id: row.id, date: row.date, amountMinor, payee }];
    }),
  );
}

type Row = {
  id: string;
  accountId: string;
  date: string;
  amountMinor: bigint;
  currency: string;
  merchant: string;
};

import 'server-only';
import { accountName } from '#lib/accounts/account-name';
import { addDays } from '#lib/dates/civil-date';
import { db, Prisma } from '#lib/db/client';
import { containing } from '#lib/db/containing';
import { unnamedCurrency } from '#lib/money/currency';
import { toSafeNumber } from '#lib/money/minor';
import { seesAccount, type Viewer } from '#lib/privacy/viewer';
import { merchantName } from '#lib/transactions/merchant-name';
import { searchText } from '#lib/transactions/search-text';
import type { MissingRow } from './contract.ts';
import { type Candidate, judgeRow, nearDays, type Question } from './judge-row.ts';

/** More in three weeks are not looked through. */
const candidateLimit = 2_000;
/** More of one kind would not be read. */
const shownRows = 5;

export type Place = 'here' | 'pending' | 'withdrawn' | 'hidden' | 'elsewhere';

type Row = Omit<Candidate, 'amountMinor'> & {
  id: string;
  amountMinor: bigint;
  currency: string | null;
  merchant: string;
  accountId: string;
  accountName: string;
  place: Place;
};

/**
 * Every row that the viewer may see and that may be what is asked for, by where it is: the list
 * itself shows fewer. The exact ones and then the nearest days come first.
 */
export async function findRows(
  viewer: Viewer,
  accountId: string,
  question: Question,
): Promise<Record<Place, MissingRow[]>> {
  const found: Record<Place, MissingRow[]> = {
    here: [],
    pending: [],
    withdrawn: [],
    hidden: [],
    elsewhere: [],
  };
  for (const row of await readCandidates(viewer, accountId, question)) {
    const candidate = { ...row, amountMinor: toSafeNumber(row.amountMinor) };
    const judged = judgeRow(candidate, question);
    if (judged) found[row.place].push(toMissingRow(candidate, judged === 'exact'));
  }
  const distance = ({ date }: MissingRow) => Math.abs(Date.parse(date) - Date.parse(question.date));
  for (const rows of Object.values(found)) {
    rows.sort((a, b) => Number(b.exact) - Number(a.exact) || distance(a) - distance(b));
    rows.splice(shownRows);
  }
  return found;
}

function readCandidates(
  viewer: Viewer,
  accountId: string,
  { date, amountMinor, text }: Question,
): Promise<Row[]> {
  const fits = [
    ...(amountMinor === null ? [] : [Prisma.sql`abs(t."amountMinor") = ${amountMinor}`]),
    ...(text === null ? [] : [Prisma.sql`${searchText} ILIKE ${containing(text)}`]),
  ];
  const narrowed = fits.length === 0 ? Prisma.sql`true` : Prisma.join(fits, ' OR ');
  const [from, to] = [addDays(date, -nearDays), addDays(date, nearDays)];
  return db().$queryRaw<Row[]>`
    SELECT t."id", t."amountMinor", t."currency", ${shownDate}::text AS "date",
      t."date"::text AS "bankDate", ${searchText} AS "searchText", a."id" AS "accountId",
      ${merchantName('t')} AS "merchant",
      ${accountName} AS "accountName",
      CASE
        WHEN t."removedAt" IS NOT NULL AND t."keptAt" IS NULL THEN 'withdrawn'
        WHEN a."id" <> ${accountId}::uuid THEN 'elsewhere'
        WHEN CASE WHEN t."hiddenSetAt" IS NULL THEN t."hiddenRuleId" IS NOT NULL ELSE t."hidden" END
          OR a."hiddenAt" IS NOT NULL THEN 'hidden'
        WHEN t."pending" THEN 'pending'
        ELSE 'here' END AS "place"
    FROM "Transaction" t
    JOIN "Account" a ON a."householdId" = t."householdId" AND a."id" = t."accountId"
    WHERE t."householdId" = ${viewer.householdId}::uuid
      AND ${seesAccount(viewer, Prisma.sql`t."accountId"`)}
      AND (${shownDate} BETWEEN ${from}::date AND ${to}::date
        OR t."date" BETWEEN ${from}::date AND ${to}::date)
      AND (${narrowed}) AND t."duplicateOfId" IS NULL
      AND (t."removedAt" IS NULL OR t."keptAt" IS NOT NULL OR (a."id" = ${accountId}::uuid
        -- What was taken over by another row is there, not withdrawn.
        AND NOT EXISTS (SELECT FROM "TransactionAlias" x
          WHERE x."householdId" = t."householdId" AND x."itemId" = t."itemId"
            AND x."plaidTransactionId" = t."plaidTransactionId" AND x."transactionId" <> t."id")))
    ORDER BY abs(${shownDate} - ${date}::date), t."id" LIMIT ${candidateLimit}`;
}

const shownDate = Prisma.sql`COALESCE(t."personDate", t."authorizedDate", t."date")`;

function toMissingRow(
  row: Omit<Row, 'amountMinor'> & { amountMinor: number },
  exact: boolean,
): MissingRow {
  return {
    transactionId: row.id,
    date: row.date,
    merchant: row.merchant,
    amount: { minor: row.amountMinor, currency: row.currency ?? unnamedCurrency },
    account: { id: row.accountId, name: row.accountName },
    exact,
  };
}

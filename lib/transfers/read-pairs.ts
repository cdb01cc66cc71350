import 'server-only';
import { Prisma, type Tx } from '#lib/db/client';
import { joinByHash } from '#lib/db/join-by-hash';
import { type End, type Pair, windowDays } from './score-pair.ts';

/** Far more than a household has: who moves the same amount thousands of times is asked about the nearest. */
const pairLimit = 50_000;

/** SQL: the parts of an end that a pair is judged by, of `row` and its account. */
const endOf = (row: 'o' | 'i', account: 'oa' | 'ia') => {
  const [t, a] = [Prisma.raw(row), Prisma.raw(account)];
  return Prisma.sql`jsonb_build_object('id', ${t}."id", 'accountId', ${t}."accountId",
    'mask', ${a}."mask", 'date', ${t}."date", 'amountMinor', ${t}."amountMinor"::text,
    'currency', ${t}."currency", 'code', COALESCE(${t}."pfcDetailed", ${t}."pfcPrimary"),
    'text', concat_ws(' ', ${t}."merchantName", ${t}."name"))`;
};

/**
 * SQL: whether a row may be an end that nobody has decided about. Hidden ones are left alone, but for
 * those that are an end already: hiding one end does not make income of the other.
 */
const isOpen = (row: 'o' | 'i') => {
  const t = Prisma.raw(row);
  return Prisma.sql`(${t}."removedAt" IS NULL OR ${t}."keptAt" IS NOT NULL)
    AND ${t}."duplicateOfId" IS NULL AND ${t}."personTransferSetAt" IS NULL
    AND (${t}."transferId" IS NOT NULL OR NOT CASE WHEN ${t}."hiddenSetAt" IS NOT NULL
      THEN ${t}."hidden" ELSE ${t}."hiddenRuleId" IS NOT NULL END)
    AND NOT EXISTS (SELECT FROM "Transfer" d WHERE d."householdId" = ${t}."householdId"
      AND d."outId" = ${t}."id" AND d."state" = 'confirmed' AND d."byPerson"
      AND d."inId" IS NOT NULL)
    AND NOT EXISTS (SELECT FROM "Transfer" d WHERE d."householdId" = ${t}."householdId"
      AND d."inId" = ${t}."id" AND d."state" = 'confirmed' AND d."byPerson")`;
};

/** Said of both, so that an index of amounts finds either by the other: from one side alone all rows of the currency were gone through. */
const sameSize = Prisma.sql`i."currency" = o."currency" AND i."amountMinor" = -o."amountMinor"
  AND o."amountMinor" = -i."amountMinor"
  AND i."date" BETWEEN o."date" - ${windowDays}::int AND o."date" + ${windowDays}::int`;

/** Two currencies: both banks must call it a transfer, and be at most three days apart. */
const exchanged = Prisma.sql`i."currency" <> o."currency"
  AND i."date" BETWEEN o."date" - 3 AND o."date" + 3
  AND o."pfcPrimary" IN ('TRANSFER_OUT', 'LOAN_PAYMENTS') AND i."pfcPrimary" = 'TRANSFER_IN'`;

/**
 * Every pair of rows of one size that may be one transfer, of the sizes that these rows have or of all.
 * Pairs that a person rejected and accounts that are never paired are out.
 */
export async function readPairs(
  tx: Tx,
  householdId: string,
  transactionIds: readonly string[] | null,
): Promise<Pair[]> {
  if (!transactionIds) return readAllPairs(tx, householdId);
  const isMeant = Prisma.sql`(o."currency", o."amountMinor") IN (
    SELECT DISTINCT x."currency", -abs(x."amountMinor") FROM "Transaction" x
    WHERE x."householdId" = ${householdId}::uuid AND x."id" = ANY(${transactionIds}::uuid[]))`;
  return read(tx, householdId, sameSize, isMeant);
}

/**
 * Each row is met once, whatever PostgreSQL believes of the table: after a first sync, before the table was
 * analyzed, it took all of a household's rows for a handful and held each against each, for minutes.
 */
function readAllPairs(tx: Tx, householdId: string): Promise<Pair[]> {
  return joinByHash(tx, () => read(tx, householdId, sameSize, Prisma.sql`true`));
}

/** The same of two currencies, always all of them: rows that are an end of no transfer yet. */
export async function readExchanges(tx: Tx, householdId: string): Promise<Pair[]> {
  const currencies = await tx.account.groupBy({
    by: ['currency'],
    where: { householdId, currency: { not: null } },
  });
  if (currencies.length < 2) return [];
  const isMeant = Prisma.sql`o."transferId" IS NULL AND i."transferId" IS NULL`;
  return read(tx, householdId, exchanged, isMeant);
}

type Row = { out: RawEnd; in: RawEnd };
type RawEnd = Omit<End, 'amountMinor'> & { amountMinor: string };

async function read(
  tx: Tx,
  householdId: string,
  belong: Prisma.Sql,
  isMeant: Prisma.Sql,
): Promise<Pair[]> {
  const rows = await tx.$queryRaw<Row[]>`
    SELECT ${endOf('o', 'oa')} AS "out", ${endOf('i', 'ia')} AS "in"
    FROM "Transaction" o
    JOIN "Transaction" i ON i."householdId" = o."householdId" AND ${belong}
      AND i."accountId" <> o."accountId" AND i."amountMinor" > 0
    JOIN "Account" oa ON oa."householdId" = o."householdId" AND oa."id" = o."accountId"
    JOIN "Account" ia ON ia."householdId" = i."householdId" AND ia."id" = i."accountId"
    WHERE o."householdId" = ${householdId}::uuid AND o."amountMinor" < 0 AND ${isMeant}
      AND ${isOpen('o')} AND ${isOpen('i')}
      AND NOT EXISTS (SELECT FROM "Transfer" r WHERE r."householdId" = o."householdId"
        AND r."outId" = o."id" AND r."inId" = i."id" AND r."state" = 'rejected')
      AND NOT EXISTS (SELECT FROM "TransferBar" b WHERE b."householdId" = o."householdId"
        AND b."firstId" = LEAST(o."accountId", i."accountId")
        AND b."secondId" = GREATEST(o."accountId", i."accountId"))
    ORDER BY abs(i."date" - o."date"), o."id", i."id" LIMIT ${pairLimit}`;
  const toEnd = (end: RawEnd): End => ({ ...end, amountMinor: BigInt(end.amountMinor) });
  return rows.map((row) => ({ out: toEnd(row.out), in: toEnd(row.in) }));
}

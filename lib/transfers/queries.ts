import 'server-only';
import { accountNameColumns, accountNameOf } from '#lib/accounts/account-name';
import { addDays } from '#lib/dates/civil-date';
import { db, Prisma } from '#lib/db/client';
import { AppError } from '#lib/errors';
import { unnamedCurrency } from '#lib/money/currency';
import { readSights, seesAccount, type Viewer } from '#lib/privacy/viewer';
import { filterConditions } from '#lib/transactions/filter-conditions';
import { merchantName } from '#lib/transactions/merchant-name';
import type {
  TransferBarDto,
  TransferCandidateDto,
  TransferDto,
  TransferListDto,
  TransferReason,
} from './contract.ts';
import { unseenEnd } from './unseen-end.ts';

const listLimit = 100;
const pairedLimit = 20;
const pairedDays = 30;
const candidateLimit = 20;
const candidateDays = 45;
/** Money that has not arrived by then is asked about. */
const lateDays = 10;

/** What is asked about transfers, what was settled unasked, and what is never paired. */
export async function listTransfers(viewer: Viewer): Promise<TransferListDto> {
  const [items, paired, bars] = await Promise.all([
    readTransfers(viewer, isAsked(viewer), listLimit),
    readTransfers(viewer, isPairedOfLate(viewer), pairedLimit),
    listBars(viewer),
  ]);
  return { items, nextCursor: null, paired, bars };
}

export async function countTransferQuestions(viewer: Viewer): Promise<number> {
  const [row] = await db().$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS "count" ${transfersOf(viewer)} AND ${isAsked(viewer)}`;
  return row?.count ?? 0;
}

/** The confirmed transfer that a row is an end of. @throws AppError not_found for a row that is not seen */
export async function findTransferOf(
  viewer: Viewer,
  transactionId: string,
): Promise<TransferDto | null> {
  await requireRow(viewer, transactionId);
  const isOfRow = Prisma.sql`x."state" = 'confirmed'
    AND ${transactionId}::uuid IN (x."outId", x."inId")`;
  const [transfer] = await readTransfers(viewer, isOfRow, 1);
  return transfer ?? null;
}

/**
 * Rows that may be the other end of one, the likeliest first: the other way round, in another account, within a
 * month and a half, and no person has paired them.
 *
 * @throws AppError not_found
 */
export async function listCandidates(
  viewer: Viewer,
  transactionId: string,
  q: string | undefined,
): Promise<TransferCandidateDto[]> {
  const row = await requireRow(viewer, transactionId);
  const conditions = filterConditions(viewer, {
    q,
    direction: row.amountMinor < 0n ? 'in' : 'out',
    from: addDays(row.date, -candidateDays),
    to: addDays(row.date, candidateDays),
  });
  const found = await db().$queryRaw<{ end: EndRow; days: number }[]>`
    SELECT ${endOf('t', 'a')} AS "end", abs(e."date" - ${row.date}::date) AS "days"
    FROM "EffectiveTransaction" e
    JOIN "Transaction" t ON t."householdId" = e."householdId" AND t."id" = e."id"
    JOIN "Account" a ON a."householdId" = e."householdId" AND a."id" = e."accountId"
    WHERE ${Prisma.join(conditions, ' AND ')} AND e."accountId" <> ${row.accountId}::uuid
      AND NOT EXISTS (SELECT FROM "Transfer" x WHERE x."householdId" = e."householdId"
        AND x."id" = e."transferId" AND x."byPerson")
    ORDER BY e."currency" IS DISTINCT FROM ${row.currency},
      abs(abs(e."amountMinor") - abs(${row.amountMinor}::bigint)), abs(e."date" - ${row.date}::date), e."id"
    LIMIT ${candidateLimit}`;
  return found.map(({ end, days }) => ({ ...toEnd(end), days }));
}

type Row = {
  accountId: string;
  amountMinor: bigint;
  currency: string | null;
  date: string;
};

async function requireRow(viewer: Viewer, transactionId: string): Promise<Row> {
  const [row] = await db().$queryRaw<Row[]>`
    SELECT e."accountId", e."amountMinor", e."currency", e."date"::text AS "date"
    FROM "EffectiveTransaction" e
    WHERE e."householdId" = ${viewer.householdId}::uuid AND e."id" = ${transactionId}::uuid
      AND ${seesAccount(viewer, Prisma.sql`e."accountId"`)}`;
  if (row) return row;
  throw new AppError('not_found', 'There is no such transaction.');
}

const seesOut = (viewer: Viewer) => seesAccount(viewer, Prisma.sql`o."accountId"`);
const seesIn = (viewer: Viewer) => seesAccount(viewer, Prisma.sql`i."accountId"`);
const seesTowards = (viewer: Viewer) => seesAccount(viewer, Prisma.sql`w."id"`, 'balance');

/** SQL: the transfers `x` of the household with their ends, and where one is expected. */
const transfersOf = ({ householdId }: Viewer) => Prisma.sql`
  FROM "Transfer" x
  LEFT JOIN "Transaction" o ON o."householdId" = x."householdId" AND o."id" = x."outId"
  LEFT JOIN "Transaction" i ON i."householdId" = x."householdId" AND i."id" = x."inId"
  LEFT JOIN "Account" oa ON oa."householdId" = o."householdId" AND oa."id" = o."accountId"
  LEFT JOIN "Account" ia ON ia."householdId" = i."householdId" AND ia."id" = i."accountId"
  LEFT JOIN "Account" w ON w."householdId" = x."householdId" AND w."id" = x."towardsId"
  WHERE x."householdId" = ${householdId}::uuid`;

const isThere = (row: 'o' | 'i') => {
  const t = Prisma.raw(row);
  return Prisma.sql`${t}."duplicateOfId" IS NULL
    AND (${t}."removedAt" IS NULL OR ${t}."keptAt" IS NOT NULL)`;
};

/**
 * Two free rows that may be one, of several that may be what is expected one, or money that left long ago; the
 * answer needs sight of both ends.
 */
const isAsked = (viewer: Viewer) => Prisma.sql`(
  x."state" = 'suggested' AND ${isThere('o')} AND ${isThere('i')}
    AND (o."transferId" IS NULL OR 'expected' = ANY(x."reasons")) AND i."transferId" IS NULL
    AND ${seesOut(viewer)} AND ${seesIn(viewer)}
  OR x."state" = 'confirmed' AND x."inId" IS NULL AND x."towardsId" IS NOT NULL
    AND ${isThere('o')} AND ${seesOut(viewer)} AND o."date" < CURRENT_DATE - ${lateDays}::int)`;

const isPairedOfLate = (viewer: Viewer) => Prisma.sql`
  x."state" = 'confirmed' AND NOT x."byPerson" AND x."inId" IS NOT NULL
  AND x."decidedAt" > now() - make_interval(days => ${pairedDays})
  AND ${isThere('o')} AND ${isThere('i')} AND ${seesOut(viewer)} AND ${seesIn(viewer)}`;

type EndRow = {
  id: string;
  date: string;
  merchant: string;
  amountMinor: number;
  currency: string | null;
  pending: boolean;
  accountId: string;
  account: Parameters<typeof accountNameOf>[0];
};

type TransferRow = Pick<TransferDto, 'id' | 'state' | 'byPerson' | 'confidence' | 'days'> & {
  reasons: TransferReason[];
  out: EndRow | null;
  in: EndRow | null;
  hasUnseenOut: boolean;
  hasUnseenIn: boolean;
  towards: { id: string; account: EndRow['account'] } | null;
};

const nameOf = (account: 'oa' | 'ia' | 'a' | 'w') => {
  const a = Prisma.raw(account);
  return Prisma.sql`jsonb_build_object('name', ${a}."name", 'personName', ${a}."personName",
    'personNameSetAt', ${a}."personNameSetAt")`;
};

function endOf(row: 'o' | 'i' | 't', account: 'oa' | 'ia' | 'a'): Prisma.Sql {
  const t = Prisma.raw(row);
  return Prisma.sql`jsonb_build_object('id', ${t}."id", 'merchant', ${merchantName(row)},
    'date', COALESCE(${t}."personDate", ${t}."authorizedDate", ${t}."date"),
    'amountMinor', ${t}."amountMinor", 'currency', ${t}."currency", 'pending', ${t}."pending",
    'accountId', ${t}."accountId", 'account', ${nameOf(account)})`;
}

async function readTransfers(
  viewer: Viewer,
  condition: Prisma.Sql,
  limit: number,
): Promise<TransferDto[]> {
  const rows = await db().$queryRaw<TransferRow[]>`
    SELECT x."id", x."state"::text AS "state", x."byPerson", x."confidence", x."reasons",
      abs(COALESCE(i."date", CURRENT_DATE) - COALESCE(o."date", CURRENT_DATE)) AS "days",
      CASE WHEN ${seesOut(viewer)} THEN ${endOf('o', 'oa')} END AS "out",
      CASE WHEN ${seesIn(viewer)} THEN ${endOf('i', 'ia')} END AS "in",
      o."id" IS NOT NULL AND NOT ${seesOut(viewer)} AS "hasUnseenOut",
      i."id" IS NOT NULL AND NOT ${seesIn(viewer)} AS "hasUnseenIn",
      CASE WHEN ${seesTowards(viewer)} THEN
        jsonb_build_object('id', w."id", 'account', ${nameOf('w')}) END AS "towards"
    ${transfersOf(viewer)} AND ${condition}
    ORDER BY COALESCE(o."date", i."date") DESC, x."id" LIMIT ${limit}`;
  return rows.map(({ hasUnseenOut, hasUnseenIn, towards, out, in: into, ...rest }) => ({
    ...rest,
    out: out ? toEnd(out) : hasUnseenOut ? unseenEnd : null,
    in: into ? toEnd(into) : hasUnseenIn ? unseenEnd : null,
    towards: towards && { id: towards.id, name: accountNameOf(towards.account) },
  }));
}

function toEnd({ id, accountId, account, amountMinor, currency, ...rest }: EndRow) {
  return {
    transactionId: id,
    date: rest.date,
    merchant: rest.merchant,
    pending: rest.pending,
    amount: { minor: amountMinor, currency: currency ?? unnamedCurrency },
    account: { id: accountId, name: accountNameOf(account) },
  };
}

/** Pairs of accounts that are never paired, both of which the viewer knows of. */
async function listBars(viewer: Viewer): Promise<TransferBarDto[]> {
  const known = [...(await readSights(viewer)).keys()];
  const account = { select: { id: true, ...accountNameColumns } };
  const bars = await db().transferBar.findMany({
    where: { householdId: viewer.householdId, firstId: { in: known }, secondId: { in: known } },
    select: { first: account, second: account },
    orderBy: [{ createdAt: 'desc' }, { firstId: 'asc' }, { secondId: 'asc' }],
    take: listLimit,
  });
  const toPlace = ({ id, ...name }: (typeof bars)[number]['first']) => ({
    id,
    name: accountNameOf(name),
  });
  return bars.map(({ first, second }) => ({ accounts: [toPlace(first), toPlace(second)] }));
}

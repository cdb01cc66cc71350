import 'server-only';
import { type CivilDate, fromEpochDay } from '#lib/dates/civil-date';
import { daysOf, type Span } from '#lib/dates/cycles';
import { Prisma, type Tx } from '#lib/db/client';
import { unnamedCurrency } from '#lib/money/currency';
import { toSafeNumber } from '#lib/money/minor';
import type { SplitTime } from '#lib/month-sums/split-months';
import { printsAsRows, sumsAsRows } from '#lib/month-sums/sums-as-rows';
import { seesAccount, type Viewer } from '#lib/privacy/viewer';
import type { TransactionFilter } from '#lib/transactions/contract';
import { isWhole, notWhole } from '#lib/transactions/counted-lines';
import { rowConditions } from '#lib/transactions/filter-conditions';
import { lineConditions } from '#lib/transactions/line-conditions';
import { countsOf, withTerms } from './drill-down.ts';
import type { Question, Sum } from './read-sums.ts';
import type { Measure } from './report-url.ts';

/** What is known of a household before its sums are asked for. */
export type Books = {
  /** Whether it has rows in parts or with links. */
  hasOthers: boolean;
  /** Months of the question that are whole, where there are sums of them. */
  months: SplitTime | null;
};

type Client = Pick<Tx, '$queryRaw'>;

/**
 * Income and spending by time and by what a report asks for, from one query.
 *
 * Rows that are whole are one line each, and count by the rule of "EffectiveLine". That view alone says what becomes
 * of split and settled rows, and makes lines of those only: it took twice as long for all. Where a household has none
 * it is not asked, as planning it takes PostgreSQL some tens of milliseconds. Most of the rest goes into grouping: few
 * keys, of few values, are what makes it quick (docs/performance.md).
 */
export function querySums(
  client: Client,
  viewer: Viewer,
  question: Question,
  { hasOthers, months }: Books,
): Promise<Sum[]> {
  const whole =
    (months && wholeMonths(viewer, question, { hasOthers, months })) ??
    everyRow(viewer, question, hasOthers);
  const lines = wholeRows(viewer, question, whole);
  return addUp(
    client,
    question,
    hasOthers ? Prisma.sql`${lines} UNION ALL ${otherLines(viewer, question)}` : lines,
  );
}

/** The same of rows that are whole, one by one. */
export function queryWholeRows(
  client: Client,
  viewer: Viewer,
  question: Question,
  hasOthers: boolean,
): Promise<Sum[]> {
  const whole = everyRow(viewer, question, hasOthers);
  return addUp(client, question, wholeRows(viewer, question, whole));
}

/** The same of all other rows. */
export function queryOtherRows(client: Client, viewer: Viewer, question: Question): Promise<Sum[]> {
  return addUp(client, question, otherLines(viewer, question));
}

/**
 * A word for each month, by its first day, that is another one as soon as what `queryWholeRows` says of it may be: as
 * some row comes or goes or has another day, name or amount, counts as something else or is seen no longer. Null where
 * that is not known. A month without rows has none.
 */
export async function queryPrints(
  client: Client,
  viewer: Viewer,
  { measure, currencies, filter }: Question,
  { hasOthers, months }: { hasOthers: boolean; months: SplitTime },
): Promise<Map<CivilDate, string | null>> {
  const { from = filter.from, to = filter.to } = months.whole;
  const asked = { filter: { ...filter, from, to }, measure, currencies, spans: 'days', by: null };
  const lines = wholeRows(viewer, asked as Question, {
    rows: printsAsRows(viewer, { from, to }, hasOthers ? notWhole(viewer) : null),
    minor: Prisma.sql`CASE WHEN bool_and(e."print" IS NOT NULL) THEN bit_xor(e."print") END`,
    isAny: Prisma.sql`true`,
    isMeant: Prisma.sql`true`,
  });
  const rows = await client.$queryRaw<{ span: number; print: string | null }[]>`
    SELECT s."span",
      CASE WHEN bool_and(s."minor" IS NOT NULL) THEN string_agg(
        concat_ws(' ', s."flow", s."currency", s."minor"), ',' ORDER BY s."flow", s."currency")
        FILTER (WHERE s."minor" <> 0) END AS "print"
    FROM (${lines}) s
    WHERE s."flow" = ANY(${flowsOf[measure]})
    GROUP BY 1
    HAVING NOT bool_and(s."minor" IS NOT NULL) OR bool_or(s."minor" <> 0)`;
  return new Map(rows.map(({ span, print }) => [fromEpochDay(span), print]));
}

async function addUp(client: Client, { measure }: Question, lines: Prisma.Sql): Promise<Sum[]> {
  const rows = await client.$queryRaw<SumRow[]>`
    SELECT s."span", s."key", s."currency",
      COALESCE(sum(s."minor") FILTER (WHERE s."flow" = 'income'), 0)::bigint AS "incomeMinor",
      COALESCE(sum(s."minor") FILTER (WHERE s."flow" = 'spending'), 0)::bigint AS "spendingMinor"
    FROM (${lines}) s
    WHERE s."flow" = ANY(${flowsOf[measure]})
    GROUP BY 1, 2, 3`;
  return rows.map(({ incomeMinor, spendingMinor, ...row }) => ({
    ...row,
    incomeMinor: toSafeNumber(incomeMinor),
    spendingMinor: toSafeNumber(spendingMinor),
  }));
}

type SumRow = Pick<Sum, 'span' | 'key' | 'currency'> & {
  incomeMinor: bigint;
  spendingMinor: bigint;
};

const flowsOf = {
  spending: ['spending'],
  income: ['income'],
  net: ['income', 'spending'],
} as const satisfies Record<Measure, string[]>;

/** SQL: where `e` comes from, which of it are rows of one line each, what they come to, and whether some come to any row. */
type Whole = Record<'rows' | 'isMeant' | 'minor' | 'isAny', Prisma.Sql>;

/** By month where the sums tell what is asked; null where only rows do. Spans begin with months, after the first. */
function wholeMonths(
  viewer: Viewer,
  { spans, by }: Question,
  { hasOthers, months }: { hasOthers: boolean; months: SplitTime },
): Whole | null {
  if (spans === 'days' || by === 'merchant' || by === 'tag') return null;
  return {
    rows: sumsAsRows(viewer, months, hasOthers ? notWhole(viewer) : null),
    isMeant: Prisma.sql`true`,
    minor: Prisma.sql`sum(e."minor")`,
    isAny: Prisma.sql`sum(e."count") <> 0`,
  };
}

function everyRow(viewer: Viewer, { filter, by, measure }: Question, hasOthers: boolean): Whole {
  return {
    rows:
      by === 'merchant' && measure === 'income'
        ? incomeRows(viewer, filter)
        : Prisma.sql`"EffectiveTransaction"`,
    minor: Prisma.sql`sum(e."amountMinor")`,
    isAny: Prisma.sql`true`,
    isMeant: hasOthers ? isWhole(viewer) : Prisma.sql`true`,
  };
}

/**
 * SQL: rows that may be income, found by the index of the list alone. A merchant's name is in no index, and of all rows
 * few are income: those alone are read.
 */
function incomeRows(viewer: Viewer, { from, to }: Span): Prisma.Sql {
  const { householdId } = viewer;
  return Prisma.sql`(
    SELECT r.* FROM "EffectiveTransaction" r
    WHERE r."householdId" = ${householdId}::uuid AND r."id" = ANY(ARRAY(
      SELECT x."id" FROM "EffectiveTransaction" x
      LEFT JOIN "Category" k ON k."householdId" = ${householdId}::uuid AND k."id" = x."categoryId"
      WHERE x."householdId" = ${householdId}::uuid AND ${seesAccount(viewer, Prisma.sql`x."accountId"`)}
        AND x."date" >= ${from}::date AND x."date" <= ${to}::date AND NOT x."hidden" AND NOT x."transfer"
        AND CASE WHEN k."id" IS NULL THEN x."amountMinor" > 0 ELSE k."kind" = 'income' END)))`;
}

/** What is asked of the sums stays outside (OFFSET 0): PostgreSQL took them for few and sorted 100,000 rows on the disk. */
function wholeRows(
  viewer: Viewer,
  { filter, spans, by, currencies }: Question,
  { rows, isMeant, minor, isAny }: Whole,
): Prisma.Sql {
  const { householdId } = viewer;
  const own = lineConditions(viewer, filter)?.own ?? Prisma.sql`true`;
  const tags = Prisma.sql`JOIN (
    SELECT x."transactionId", x."tagId" FROM "EffectiveTag" x
    WHERE x."householdId" = ${householdId}::uuid) t ON t."transactionId" = e."id"`;
  return Prisma.sql`
    SELECT g."span", g."key", g."currency", g."minor",
      CASE g."in" WHEN true THEN 'income' WHEN false THEN 'spending' END AS "flow"
    FROM (
      SELECT ${spanOf('e', spans, filter)} AS "span", ${keyOf('e', by)}::text AS "key",
        COALESCE(e."currency", ${unnamedCurrency}) AS "currency",
        CASE WHEN c."id" IS NULL THEN e."amountMinor" > 0
             WHEN NOT c."excludeFromSpending" AND c."kind" <> 'transfer' THEN c."kind" = 'income'
             END AS "in",
        ${minor} AS "minor"
      FROM ${rows} e ${by === 'tag' ? tags : Prisma.empty}
      LEFT JOIN "Category" c ON c."householdId" = ${householdId}::uuid AND c."id" = e."categoryId"
      WHERE ${Prisma.join(rowConditions(viewer, filter), ' AND ')}
        AND ${isMeant} AND ${own} AND ${isIn(Prisma.sql`e."currency"`, currencies)}
        AND NOT e."hidden" AND NOT e."transfer"
      GROUP BY 1, 2, 3, 4 HAVING ${isAny}
      OFFSET 0
    ) g`;
}

function requireCounted(viewer: Viewer, filter: TransactionFilter) {
  const lines = lineConditions(viewer, filter);
  if (!lines?.counted) throw new Error('A report asks what lines count as.');
  return lines;
}

/** An array, so that each branch of the view looks up its rows by it and makes no lines of others. */
function otherLines(viewer: Viewer, question: Question): Prisma.Sql {
  const { filter, measure, spans, by, currencies } = question;
  const { householdId } = viewer;
  const asked = { ...filter, q: withTerms([countsOf[measure]], filter.q) };
  const { counted } = requireCounted(viewer, asked);
  const ofRow = Prisma.sql`SELECT x."transactionId", x."tagId" FROM "EffectiveTag" x
    WHERE x."householdId" = ${householdId}::uuid`;
  const tags = Prisma.sql`JOIN (
    SELECT x."transactionId", x."tagId", NULL::uuid AS "partId" FROM (${ofRow}) x
    UNION ALL
    SELECT p."transactionId", u."id", p."id"
    FROM "EffectivePart" p CROSS JOIN unnest(p."tagIds") AS u("id")
    WHERE p."householdId" = ${householdId}::uuid
      AND ((p."transactionId", u."id") IN (${ofRow})) IS NOT TRUE
  ) t ON t."transactionId" = l."transactionId" AND (t."partId" IS NULL OR t."partId" = l."partId")`;
  return Prisma.sql`
    SELECT ${spanOf('l', spans, filter)} AS "span", ${keyOf('l', by)}::text AS "key",
      COALESCE(l."currency", ${unnamedCurrency}) AS "currency", l."amountMinor" AS "minor", l."flow"
    FROM "EffectiveLine" l ${by === 'tag' ? tags : Prisma.empty}
    WHERE l."householdId" = ${householdId}::uuid AND ${seesAccount(viewer, Prisma.sql`l."accountId"`)}
      AND l."transactionId" = ANY(ARRAY(
        SELECT e."id" FROM "EffectiveTransaction" e
        WHERE e."id" IN (${notWhole(viewer)})
          AND ${Prisma.join(rowConditions(viewer, filter), ' AND ')}))
      AND ${counted} AND ${isIn(Prisma.sql`l."currency"`, currencies)}`;
}

function isIn(currency: Prisma.Sql, currencies: Question['currencies']): Prisma.Sql {
  if (!currencies) return Prisma.sql`true`;
  return Prisma.sql`COALESCE(${currency}, ${unnamedCurrency}) = ANY(${currencies}::text[])`;
}

type From = 'e' | 'l';

const columns = {
  e: {
    date: Prisma.sql`e."date"`,
    category: Prisma.sql`e."categoryId"`,
    merchant: Prisma.sql`e."merchant"`,
    account: Prisma.sql`e."accountId"`,
    tag: Prisma.sql`t."tagId"`,
  },
  l: {
    date: Prisma.sql`l."date"`,
    category: Prisma.sql`l."categoryId"`,
    merchant: Prisma.sql`l."merchant"`,
    account: Prisma.sql`l."accountId"`,
    tag: Prisma.sql`t."tagId"`,
  },
} as const satisfies Record<From, Record<string, Prisma.Sql>>;

function keyOf(from: From, by: Question['by']): Prisma.Sql {
  return by ? columns[from][by] : Prisma.sql`NULL::text`;
}

/** Looked up by the day: to search among the first days of parts took as long as all else of a row. */
function spanOf(from: From, spans: Question['spans'], { from: first }: Span): Prisma.Sql {
  const { date } = columns[from];
  if (spans === 'days') return Prisma.sql`${date} - DATE '1970-01-01'`;
  if (spans.length === 1) return Prisma.sql`0`;
  const ofDay = spans.flatMap((span, index) => new Array<number>(daysOf(span)).fill(index));
  return Prisma.sql`(${ofDay}::int[])[${date} - ${first}::date + 1]`;
}

import 'server-only';
import { Prisma } from '#lib/db/client';
import { seesAccount, type Viewer } from '#lib/privacy/viewer';
import { rowPrint } from './kind-columns.ts';
import type { SplitTime } from './split-months.ts';

/**
 * SQL, a table to be called `e`: what a viewer's rows of "EffectiveTransaction" come to in some time, in `count` and
 * `minor`, which are to be added up. Of whole months they are sums, of the month's first day; of the days around them they
 * are rows. What is asked of accounts, categories, currencies and what a row counts as may be asked of either, and of
 * `amountMinor` its sign: of a sum it has no other meaning.
 *
 * This file is the only reader of the sums. Each change leaves its difference beside them, so that what comes to no row at all
 * may be there: whoever groups leaves out what `count` comes to nothing of.
 *
 * @param without  SQL: ids of rows that are left out, to be read one by one
 */
export function sumsAsRows(
  viewer: Viewer,
  { whole, rest }: SplitTime,
  without: Prisma.Sql | null,
): Prisma.Sql {
  const isNone = without ? Prisma.sql`AND (e."id" IN (${without})) IS NOT TRUE` : Prisma.empty;
  const own = Prisma.sql`1 AS "count", e."amountMinor" AS "minor"`;
  const parts = [
    sums(viewer, whole, Prisma.sql`m."count", m."minor"`),
    ...rest.map((span) => rows(viewer, span, { told: own, where: isNone })),
  ];
  if (without) {
    const where = Prisma.sql`AND e."id" = ANY(ARRAY(${without}))`;
    parts.push(rows(viewer, whole, { told: Prisma.sql`-1, -e."amountMinor"`, where }));
  }
  return Prisma.sql`(${Prisma.join(parts, ' UNION ALL ')})`;
}

/**
 * SQL, likewise: in `print` which rows there are in whole months, with their days, names and amounts. The XOR of all
 * that is asked for is another one as soon as one of them is; a null among them says that it is not known.
 */
export function printsAsRows(
  viewer: Viewer,
  whole: SplitTime['whole'],
  without: Prisma.Sql | null,
): Prisma.Sql {
  const parts = [sums(viewer, whole, Prisma.sql`m."print"`)];
  if (without) {
    // What is joined a second time is out again.
    const where = Prisma.sql`AND e."id" = ANY(ARRAY(${without}))`;
    const date = Prisma.sql`date_trunc('month', e."date"::timestamp)::date`;
    parts.push(rows(viewer, whole, { told: rowPrint, where, date }));
  }
  return Prisma.sql`(${Prisma.join(parts, ' UNION ALL ')})`;
}

function sums(viewer: Viewer, time: SplitTime['whole'], told: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
    SELECT m."householdId", m."accountId", m."month" AS "date", m."currency", m."categoryId", m."hidden",
      m."transfer", m."pending", CASE WHEN m."isIn" THEN 1 ELSE -1 END::bigint AS "amountMinor", ${told}
    FROM "MonthSum" m
    WHERE m."householdId" = ${viewer.householdId}::uuid AND ${seesAccount(viewer, Prisma.sql`m."accountId"`)}
      AND ${isWithin(Prisma.sql`m."month"`, time)}`;
}

/**
 * @param told  what a row comes to, as the sums say it
 * @param date  its own unless another is meant
 */
function rows(
  viewer: Viewer,
  time: SplitTime['whole'],
  {
    told,
    where,
    date = Prisma.sql`e."date"`,
  }: Record<'told' | 'where', Prisma.Sql> & { date?: Prisma.Sql },
): Prisma.Sql {
  return Prisma.sql`
    SELECT e."householdId", e."accountId", ${date} AS "date", e."currency", e."categoryId", e."hidden",
      e."transfer", e."pending", e."amountMinor", ${told}
    FROM "EffectiveTransaction" e
    WHERE e."householdId" = ${viewer.householdId}::uuid AND ${seesAccount(viewer, Prisma.sql`e."accountId"`)}
      AND ${isWithin(Prisma.sql`e."date"`, time)} ${where}`;
}

function isWithin(date: Prisma.Sql, { from, to }: SplitTime['whole']): Prisma.Sql {
  const first = from ? Prisma.sql`${date} >= ${from}::date` : Prisma.sql`true`;
  return to ? Prisma.sql`${first} AND ${date} <= ${to}::date` : first;
}

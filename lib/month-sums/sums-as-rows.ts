import 'server-only';
import { Prisma } from '#lib/db/client';
import { seesAccount, type Viewer } from '#lib/privacy/viewer';
import type { SplitTime } from './split-months.ts';

/**
 * SQL, a table to be called `e`: what a viewer's rows of "EffectiveTransaction" come to in some time, in `count` and
 * `minor`, which are to be added up. Of whole months they are sums, of the month's first day; of the days around them they
 * are rows. What is asked of accounts, categories, currencies and what a row counts as may be asked of either, and of
 * `amountMinor` its sign: of a sum it has no other meaning.
 *
 * It is the only reader of the sums. Each change leaves its difference beside them, so that what comes to no row at all
 * may be there: whoever groups leaves out what `count` comes to nothing of.
 *
 * @param without  SQL: ids of rows that are left out, to be read one by one
 */
export function sumsAsRows(
  viewer: Viewer,
  { whole, rest }: SplitTime,
  without: Prisma.Sql | null,
): Prisma.Sql {
  const { householdId } = viewer;
  const isNone = without ? Prisma.sql`AND (e."id" IN (${without})) IS NOT TRUE` : Prisma.empty;
  const parts = [
    Prisma.sql`
      SELECT m."householdId", m."accountId", m."month" AS "date", m."currency", m."categoryId", m."hidden",
        m."transfer", m."pending", CASE WHEN m."isIn" THEN 1 ELSE -1 END::bigint AS "amountMinor", m."count", m."minor"
      FROM "MonthSum" m
      WHERE m."householdId" = ${householdId}::uuid AND ${seesAccount(viewer, Prisma.sql`m."accountId"`)}
        AND ${isWithin(Prisma.sql`m."month"`, whole)}`,
    ...rest.map((span) => rows(viewer, span, { count: 1, where: isNone })),
  ];
  if (without) {
    const where = Prisma.sql`AND e."id" = ANY(ARRAY(${without}))`;
    parts.push(rows(viewer, whole, { count: -1, where }));
  }
  return Prisma.sql`(${Prisma.join(parts, ' UNION ALL ')})`;
}

/** @param count  1, or -1 to take them out of the sums */
function rows(
  viewer: Viewer,
  time: SplitTime['whole'],
  { count, where }: { count: 1 | -1; where: Prisma.Sql },
): Prisma.Sql {
  const signed = count === 1 ? Prisma.sql`1, e."amountMinor"` : Prisma.sql`-1, -e."amountMinor"`;
  return Prisma.sql`
    SELECT e."householdId", e."accountId", e."date", e."currency", e."categoryId", e."hidden",
      e."transfer", e."pending", e."amountMinor", ${signed}
    FROM "EffectiveTransaction" e
    WHERE e."householdId" = ${viewer.householdId}::uuid AND ${seesAccount(viewer, Prisma.sql`e."accountId"`)}
      AND ${isWithin(Prisma.sql`e."date"`, time)} ${where}`;
}

function isWithin(date: Prisma.Sql, { from, to }: SplitTime['whole']): Prisma.Sql {
  const first = from ? Prisma.sql`${date} >= ${from}::date` : Prisma.sql`true`;
  return to ? Prisma.sql`${first} AND ${date} <= ${to}::date` : first;
}

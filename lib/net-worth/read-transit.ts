import 'server-only';
import { db, Prisma } from '#lib/db/client';
import { seesAccount, type Viewer } from '#lib/privacy/viewer';
import { readTraits } from '#lib/traits/read-traits';
import { remembered } from '#lib/versions/remembered';
import { seenTopics } from '#lib/versions/shown-topics';

/** Money that has left one account and is not yet in the other, or, negative, is in both. */
export type Transit = {
  currency: string;
  minor: number;
  /** The accounts it is between. */
  accountIds: [string, string];
  /** Days count from 1970-01-01. */
  fromDay: number;
  /** The first day on which it is over; null while it goes on. */
  untilDay: number | null;
};

/** So long is waited for the other end; then it is taken for one that does not come. */
const longestTransitDays = 10;

const transitTopics = [...seenTopics, 'rows'] as const;

/**
 * What is on its way between accounts that both count, by confirmed transfers whose ends the viewer sees: the sum
 * of the balances alone would dip from the day on which money leaves to the day on which it arrives.
 */
export const readTransit = remembered(
  'transit',
  transitTopics,
  async (viewer: Viewer): Promise<Transit[]> => {
    if (!(await readTraits(viewer)).transfers) return [];
    const day = (row: Prisma.Sql) => Prisma.sql`
    CASE WHEN NOT ${row}."pending" THEN ${row}."bankDate" - date '1970-01-01' END`;
    const rows = await db().$queryRaw<Ends[]>`
    SELECT o."currency", -o."amountMinor" AS "minor", ARRAY[a."id", b."id"] AS "accountIds",
      ${day(Prisma.sql`o`)} AS "leftDay", ${day(Prisma.sql`i`)} AS "arrivedDay"
    FROM "Transfer" x
    JOIN "EffectiveTransaction" o ON o."householdId" = x."householdId" AND o."id" = x."outId"
    LEFT JOIN "EffectiveTransaction" i ON i."householdId" = x."householdId" AND i."id" = x."inId"
    JOIN "Account" a ON a."householdId" = x."householdId" AND a."id" = o."accountId"
    JOIN "Account" b ON b."householdId" = x."householdId"
      AND b."id" = COALESCE(i."accountId", x."towardsId")
    WHERE x."householdId" = ${viewer.householdId}::uuid AND x."state" = 'confirmed'
      AND (x."inId" IS NULL OR i."id" IS NOT NULL)
      AND o."currency" = a."currency" AND a."currency" = b."currency"
      AND COALESCE(i."currency", b."currency") = b."currency"
      AND ${counts(Prisma.sql`a`)} AND ${counts(Prisma.sql`b`)}
      AND ${seesAccount(viewer, Prisma.sql`a."id"`)} AND ${seesAccount(viewer, Prisma.sql`b."id"`)}`;
    return rows.flatMap(toTransit);
  },
);

type Ends = Pick<Transit, 'currency' | 'accountIds'> & {
  minor: bigint;
  /** Null while it is pending, which no balance counts, or expected. */
  leftDay: number | null;
  arrivedDay: number | null;
};

function counts(account: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`${account}."hiddenAt" IS NULL AND ${account}."excludedAt" IS NULL
    AND ${account}."closedOn" IS NULL AND ${account}."removedAt" IS NULL`;
}

function toTransit({ minor, leftDay, arrivedDay, ...where }: Ends): Transit[] {
  const amount = Number(minor);
  if (leftDay === arrivedDay) return [];
  if (leftDay !== null && (arrivedDay === null || leftDay < arrivedDay)) {
    return [{ ...where, minor: amount, fromDay: leftDay, untilDay: arrivedDay }];
  }
  return arrivedDay === null
    ? []
    : [{ ...where, minor: -amount, fromDay: arrivedDay, untilDay: leftDay }];
}

/** What is on its way at the end of each day. */
export function spreadTransit(
  transits: readonly Transit[],
  fromDay: number,
  toDay: number,
): number[] {
  const days = new Array<number>(Math.max(0, toDay - fromDay + 1)).fill(0);
  for (const { minor, fromDay: first, untilDay } of transits) {
    const end = Math.min(untilDay ?? first + longestTransitDays, first + longestTransitDays);
    for (let day = Math.max(first, fromDay); day < end && day <= toDay; day += 1) {
      days[day - fromDay] = (days[day - fromDay] ?? 0) + minor;
    }
  }
  return days;
}

/** What is on its way at the end of one day, by currency. */
export function transitOn(transits: readonly Transit[], day: number): Map<string, number> {
  const byCurrency = Map.groupBy(transits, ({ currency }) => currency);
  return new Map(
    [...byCurrency].map(([currency, own]) => [currency, spreadTransit(own, day, day)[0] ?? 0]),
  );
}

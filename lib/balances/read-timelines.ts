import 'server-only';
import { type AccountGroup, isValued } from '#lib/accounts/account-kinds';
import { accountName } from '#lib/accounts/account-name';
import { kindOfManual } from '#lib/accounts/kinds';
import { groupOf, signedWorthMinor } from '#lib/accounts/worth';
import { type CivilDate, epochDay } from '#lib/dates/civil-date';
import { db, Prisma } from '#lib/db/client';
import { readSights, type Viewer } from '#lib/privacy/viewer';
import type { Timeline } from './daily-balances.ts';

export type AccountTimeline = Timeline & {
  accountId: string;
  name: string;
  type: string;
  currency: string;
  group: AccountGroup;
  /** Neither hidden nor left out of net worth. */
  counts: boolean;
};

const accountLimit = 500;

type Asked = {
  /** One account alone. */
  accountId?: string;
  /** The first day that is asked for, since 1970-01-01: what moved before it is read only as far as it matters. */
  fromDay?: number;
};

/**
 * What the balances of each day follow from, of the accounts that the viewer sees. Of an account whose
 * transactions are not for them it is the bank's readings alone: days counted from rows would tell of rows.
 *
 * @param today  as the viewer's calendar has it: a reading of a later day in UTC is today's
 */
export async function readTimelines(
  viewer: Viewer,
  today: CivilDate,
  { accountId, fromDay }: Asked = {},
): Promise<AccountTimeline[]> {
  const sights = await readSights(viewer);
  const seen = [...sights.keys()].filter((id) => accountId === undefined || id === accountId);
  const open = seen.filter((id) => sights.get(id) === 'full');
  const [accounts, known] = await Promise.all([
    readAccounts(viewer, seen),
    readKnown(viewer, seen).then(byAccount),
  ]);
  // What is kept by hand begins with what was in it, and all that moved since.
  const isByHand = new Set(accounts.flatMap((each) => (each.openingMinor === null ? [] : each.id)));
  const since = open.map((id) =>
    sinceDay(known.get(id) ?? [], isByHand.has(id) ? undefined : fromDay),
  );
  const moves = byAccount(await readMoves(viewer, open, since));
  return accounts.map((account) =>
    toTimeline({
      account,
      isOpen: sights.get(account.id) === 'full',
      moves: moves.get(account.id) ?? [],
      read: known.get(account.id) ?? [],
      today: epochDay(today),
    }),
  );
}

type AccountRow = {
  id: string;
  name: string;
  type: string;
  subtype: string | null;
  currency: string;
  currentMinor: bigint | null;
  openingMinor: bigint | null;
  counts: boolean;
  createdDay: number;
  balanceDay: number | null;
  untilDay: number | null;
};

function readAccounts({ householdId }: Viewer, accountIds: string[]): Promise<AccountRow[]> {
  const day = (column: Prisma.Sql) => Prisma.sql`(${column} - date '1970-01-01')`;
  const dayOf = (column: Prisma.Sql) => day(Prisma.sql`(${column} AT TIME ZONE 'UTC')::date`);
  return db().$queryRaw`
    SELECT a."id", ${accountName} AS "name", a."type", a."subtype", a."currency", a."currentMinor",
      a."openingMinor", a."hiddenAt" IS NULL AND a."excludedAt" IS NULL AS "counts",
      ${dayOf(Prisma.sql`a."createdAt"`)} AS "createdDay",
      ${dayOf(Prisma.sql`a."balanceAsOf"`)} AS "balanceDay",
      LEAST(${day(Prisma.sql`a."closedOn"`)}, ${dayOf(Prisma.sql`a."removedAt"`)},
        ${dayOf(Prisma.sql`i."removeRequestedAt"`)}) AS "untilDay"
    FROM "Account" a
    LEFT JOIN "Item" i ON i."householdId" = a."householdId" AND i."id" = a."itemId"
    WHERE a."householdId" = ${householdId}::uuid AND a."id" = ANY(${accountIds}::uuid[])
      AND a."currency" IS NOT NULL
    ORDER BY a."createdAt", a."id" LIMIT ${accountLimit}`;
}

/** Days and minor units as JSON, which is read ten times as fast as rows: there are tens of thousands. */
type Packed = { accountId: string; days: number[] | null; minor: number[] | null };

const packed = Prisma.sql`json_agg(d."date" - date '1970-01-01') AS "days", json_agg(d."minor") AS "minor"`;

/** A day's balance is the known one before it and what has moved since: so far back moves are needed. */
function sinceDay(known: Dated, fromDay = Number.NEGATIVE_INFINITY): number {
  const before = known.findLast(({ day }) => day <= fromDay);
  return Math.max(before?.day ?? fromDay, firstDay);
}

/** Of PostgreSQL's calendar: before any bank. */
const firstDay = -700_000;

/**
 * What the bank has posted on each day, whatever the person hides or dates otherwise: the bank counts it. One
 * account after the other, so that each is read in the order of its index and never sorted. From before the days
 * that are needed there is the first day alone, which moves nothing.
 */
function readMoves(
  { householdId }: Viewer,
  accountIds: string[],
  since: number[],
): Promise<Packed[]> {
  const posted = Prisma.sql`
    FROM "EffectiveTransaction" e
    WHERE e."householdId" = a."householdId" AND e."accountId" = a."id"
      AND e."currency" = a."currency" AND NOT e."pending" AND NOT e."kept"`;
  return db().$queryRaw`
    SELECT a."id" AS "accountId", r.* FROM "Account" a
    JOIN unnest(${accountIds}::uuid[], ${since}::int[]) AS o ("id", "since") ON o."id" = a."id"
    CROSS JOIN LATERAL (
      SELECT ${packed} FROM (
        (SELECT e."bankDate" AS "date", 0::bigint AS "minor" ${posted}
          AND e."bankDate" < date '1970-01-01' + o."since"
        ORDER BY e."bankDate" LIMIT 1)
        UNION ALL
        (SELECT e."bankDate", sum(e."amountMinor")::bigint ${posted}
          AND e."bankDate" >= date '1970-01-01' + o."since"
        GROUP BY e."bankDate" ORDER BY e."bankDate")
      ) d
    ) r
    WHERE a."householdId" = ${householdId}::uuid`;
}

/** The bank's readings and the person's valuations, in Plaid's sign. An account has the one or the other. */
function readKnown({ householdId }: Viewer, accountIds: string[]): Promise<Packed[]> {
  return db().$queryRaw`
    SELECT a."id" AS "accountId", r.* FROM "Account" a
    CROSS JOIN LATERAL (
      SELECT ${packed} FROM (
        (SELECT s."date", s."currentMinor" AS "minor" FROM "BalanceSnapshot" s
        WHERE s."householdId" = a."householdId" AND s."accountId" = a."id"
          AND s."currentMinor" IS NOT NULL AND s."currency" = a."currency" ORDER BY s."date")
        UNION ALL
        (SELECT v."date", v."valueMinor" FROM "Valuation" v
        WHERE v."householdId" = a."householdId" AND v."accountId" = a."id" ORDER BY v."date")
      ) d
    ) r
    WHERE a."householdId" = ${householdId}::uuid AND a."id" = ANY(${accountIds}::uuid[])`;
}

type Dated = Timeline['moves'];

function byAccount(rows: Packed[]): Map<string, Dated> {
  return new Map(
    rows.map(({ accountId, days, minor }) => [
      accountId,
      (days ?? []).map((day, index) => ({ day, minor: minor?.[index] ?? 0 })),
    ]),
  );
}

type Facts = { account: AccountRow; isOpen: boolean; moves: Dated; read: Dated; today: number };

function toTimeline(facts: Facts): AccountTimeline {
  const { account, moves, today } = facts;
  const { id, name, type, currency, counts, untilDay } = account;
  const known = listKnown(facts).map(({ day, minor }) => ({
    day,
    minor: signedWorthMinor(type, minor),
  }));
  return {
    accountId: id,
    name,
    type,
    currency,
    group: groupOf(type),
    counts,
    known,
    moves,
    untilDay: untilDay === null ? null : Math.min(untilDay, today),
  };
}

/**
 * What was read, and, of an account kept by hand, what was in it before its first row, and what is in it now.
 * A day has one known balance, the last that was said of it.
 */
function listKnown({ account, isOpen, moves, read, today }: Facts): Dated {
  const { openingMinor, currentMinor, createdDay, balanceDay } = account;
  const byDay = new Map<number, number>();
  const add = (day: number, minor: number) => byDay.set(Math.min(day, today), minor);
  if (openingMinor !== null && isOpen && !isValued(kindOfManual(account.subtype))) {
    const firstDay = Math.min(
      createdDay,
      ...[moves[0], read[0]].flatMap((each) => each?.day ?? []),
    );
    add(firstDay - 1, Number(openingMinor));
  }
  for (const { day, minor } of read) add(day, minor);
  if (currentMinor !== null && openingMinor !== null) add(today, Number(currentMinor));
  else if (currentMinor !== null && read.length === 0) {
    add(balanceDay ?? today, Number(currentMinor));
  }
  return [...byDay].map(([day, minor]) => ({ day, minor })).sort((a, b) => a.day - b.day);
}

import 'server-only';
import type { HistoryQuery } from '#lib/balances/contract';
import { toDays } from '#lib/balances/queries';
import { type AccountTimeline, readTimelines } from '#lib/balances/read-timelines';
import { epochDay, fromEpochDay } from '#lib/dates/civil-date';
import { db, Prisma } from '#lib/db/client';
import { seesAccount, type Viewer } from '#lib/privacy/viewer';
import { remembered } from '#lib/versions/remembered';
import { seenTopics } from '#lib/versions/shown-topics';
import type { AccountWorth, BigMove, CurrencyWorth, NetWorthDto } from './contract.ts';
import { convertWorth } from './convert-worth.ts';
import { readTransit, spreadTransit, type Transit } from './read-transit.ts';
import {
  type CountedAccount,
  countAccounts,
  findBigMoves,
  measureChange,
  sumDays,
} from './sum-worth.ts';

const bigMoveLimit = 5;
const rowsBehindLimit = 3;

/**
 * What the viewer's accounts came to on each day, per currency: balances read from the banks or entered, and
 * between and before them what the posted rows say. The last day of a period that ends today is the figure of `listAccounts`.
 */
export const getNetWorth = remembered(
  'net-worth',
  [...seenTopics, 'rates', 'transactions'],
  readNetWorth,
);

async function readNetWorth(viewer: Viewer, query: HistoryQuery): Promise<NetWorthDto> {
  const { days, currencies } = await readCourses(viewer, query);
  const dates = currencies.flatMap(({ bigMoves }) => bigMoves.map(({ date }) => date));
  const [rows, total] = await Promise.all([
    readRowsBehind(viewer, [...new Set(dates)]),
    convertWorth(viewer, currencies, days),
  ]);
  const explain = (move: BigMove, currency: string): BigMove => {
    const behind = rows.filter((row) => row.day === move.date && row.currency === currency);
    const total = Number(behind[0]?.totalMinor ?? 0);
    return {
      ...move,
      rows: behind.map(({ id, merchant, date, minor }) => ({
        id,
        merchant,
        date,
        minor: Number(minor),
      })),
      moreRows: (behind[0]?.count ?? 0) - behind.length,
      restMinor: move.minor - total,
    };
  };
  return {
    from: fromEpochDay(days.fromDay),
    to: fromEpochDay(days.toDay),
    currencies: currencies.map((worth) => ({
      ...worth,
      bigMoves: worth.bigMoves.map((move) => explain(move, worth.currency)),
    })),
    total,
  };
}

/** All but the words of what moved it, which people change: what they say of rows moves nothing. */
const readCourses = remembered(
  'courses of net worth',
  [...seenTopics, 'rows'],
  async (viewer: Viewer, query: HistoryQuery) => {
    const [timelines, transits] = await Promise.all([
      readTimelines(viewer, query.today, { fromDay: firstAsked(query) }),
      readTransit(viewer),
    ]);
    const days = toDays(
      query,
      timelines.filter(({ counts }) => counts),
    );
    return { days, currencies: sumCurrencies(timelines, transits, days) };
  },
);

type Days = { fromDay: number; toDay: number };

/** A period is held against the one before it, which is as long; undefined where all is asked for. */
function firstAsked({ from, to }: HistoryQuery): number | undefined {
  return from === undefined ? undefined : 2 * epochDay(from) - epochDay(to) - 1;
}

function sumCurrencies(
  timelines: AccountTimeline[],
  transits: Transit[],
  { fromDay, toDay }: Days,
): CurrencyWorth[] {
  const count = Math.max(0, toDay - fromDay + 1);
  const earlier = countAccounts(timelines, { fromDay: fromDay - count, toDay: fromDay });
  return [...countAccounts(timelines, { fromDay, toDay })].map(([currency, accounts]) => {
    const own = transits.filter((transit) => transit.currency === currency);
    const onItsWay = spreadTransit(own, fromDay, toDay);
    const earlierOnItsWay = spreadTransit(own, fromDay - count, fromDay);
    const sums = sumDays(accounts, onItsWay);
    const before = earlier.get(currency) ?? [];
    return {
      currency,
      ...sums,
      readFrom: findReadFrom(accounts, fromDay),
      change: measureChange(sums.net, accounts),
      before: measureChange(sumDays(before, earlierOnItsWay).net, before),
      onItsWay: { startMinor: onItsWay[0] ?? 0, endMinor: onItsWay.at(-1) ?? 0 },
      accounts: accounts.map((each) => toAccountWorth(each, { fromDay, toDay })),
      bigMoves: findBigMoves(accounts, onItsWay, bigMoveLimit).map(
        ({ index, minor }): BigMove => ({
          date: fromEpochDay(fromDay + index),
          minor,
          rows: [],
          moreRows: 0,
          restMinor: 0,
        }),
      ),
    };
  });
}

function findReadFrom(accounts: CountedAccount[], fromDay: number): string | null {
  const counted = accounts.flatMap(({ firstDay, readDay }) =>
    firstDay !== null && readDay !== null && firstDay < readDay ? readDay : [],
  );
  const last = Math.max(fromDay, ...counted);
  return last > fromDay ? fromEpochDay(last) : null;
}

function toAccountWorth(
  { account, minor, firstDay }: CountedAccount,
  { fromDay, toDay }: Days,
): AccountWorth {
  const { accountId, name, group, untilDay } = account;
  const isWithin = (day: number) => day > fromDay && day <= toDay;
  return {
    accountId,
    name,
    group,
    startMinor: minor[0] ?? null,
    endMinor: minor.at(-1) ?? null,
    knownFrom: firstDay !== null && isWithin(firstDay) ? fromEpochDay(firstDay) : null,
    countedTo: untilDay !== null && isWithin(untilDay) ? fromEpochDay(untilDay - 1) : null,
  };
}

type RowBehind = {
  day: string;
  currency: string;
  id: string;
  merchant: string;
  date: string;
  minor: bigint;
  /** Of all rows of that day and currency. */
  totalMinor: bigint;
  count: number;
};

/** The largest rows that posted on each of some days, of those the viewer sees. */
function readRowsBehind(viewer: Viewer, dates: string[]): Promise<RowBehind[]> {
  if (dates.length === 0) return Promise.resolve([]);
  return db().$queryRaw`
    SELECT r."day", r."currency", r."id", r."merchant", r."date", r."minor", r."totalMinor", r."count"
    FROM (
      SELECT e."bankDate"::text AS "day", e."currency", e."id", e."merchant", e."date"::text AS "date",
        e."amountMinor" AS "minor", row_number() OVER (
          PARTITION BY e."bankDate", e."currency" ORDER BY abs(e."amountMinor") DESC, e."id") AS "place",
        (sum(e."amountMinor") OVER day)::bigint AS "totalMinor", (count(*) OVER day)::int AS "count"
      FROM "EffectiveTransaction" e
      JOIN "Account" a ON a."householdId" = e."householdId" AND a."id" = e."accountId"
      WHERE e."householdId" = ${viewer.householdId}::uuid
        AND e."bankDate" IN (${Prisma.join(dates.map((date) => Prisma.sql`${date}::date`))})
        AND ${seesAccount(viewer, Prisma.sql`e."accountId"`)}
        AND a."hiddenAt" IS NULL AND a."excludedAt" IS NULL
        AND NOT e."pending" AND NOT e."kept" AND e."currency" = a."currency"
      WINDOW day AS (PARTITION BY e."bankDate", e."currency")
    ) r WHERE r."place" <= ${rowsBehindLimit} ORDER BY r."day", r."place"`;
}

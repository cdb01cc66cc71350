import fc from 'fast-check';
import { expect, it } from 'vitest';
import { settleBalances } from '#lib/accounts/settle-balance';
import { atUtcMidnight, epochDay, fromEpochDay } from '#lib/dates/civil-date';
import { db } from '#lib/db/client';
import { newId } from '#lib/db/ids';
import { divideHalfEven } from '#lib/money/minor';
import { createHousehold, type TestHousehold } from '#lib/testing/household';
import { getNetWorth } from './queries.ts';

/** A leap day and two ends of months are within. */
const from = '2024-02-20';
const today = '2024-04-04';
const days = epochDay(today) - epochDay(from) + 1;

const day = fc.integer({ min: -20, max: days - 1 });
const seldom = <Value>(arbitrary: fc.Arbitrary<Value>) =>
  fc.oneof({ weight: 5, arbitrary: fc.constant(null) }, { weight: 1, arbitrary });
const minor = fc.integer({ min: -500_000, max: 500_000 });
const perDay = { maxLength: 6, selector: (each: { day: number }) => each.day };

const account = fc.record({
  type: fc.constantFrom('depository', 'credit', 'loan', 'investment'),
  currency: fc.constantFrom('USD', 'USD', 'EUR'),
  byHand: fc.boolean(),
  /** Balances that were read, or valuations; in Plaid's sign. */
  known: fc.uniqueArray(fc.record({ day, minor }), perDay),
  openingMinor: minor,
  rows: fc.array(
    fc.record({
      day,
      minor,
      pending: fc.boolean(),
      removed: fc.boolean(),
      hidden: fc.boolean(),
      foreign: seldom(fc.constant(true)),
      personDay: seldom(day),
    }),
    { maxLength: 12 },
  ),
  hidden: seldom(fc.constant(true)),
  excluded: seldom(fc.constant(true)),
  closedDay: seldom(day),
});
type Account = typeof account extends fc.Arbitrary<infer Value> ? Value : never;

/** Of euros in dollars, or the other way round. */
const rate = fc.record({
  day: fc.integer({ min: -60, max: days - 1 }),
  isInverse: fc.boolean(),
  /** Hundredths. */
  value: fc.integer({ min: 1, max: 400 }),
});
type Rate = typeof rate extends fc.Arbitrary<infer Value> ? Value : never;

it('is, on each day, what a naive recomputation from the raw rows comes to', async () => {
  const owner = await createHousehold();
  const { householdId } = owner;
  await db().household.update({ where: { id: householdId }, data: { baseCurrency: 'USD' } });
  await fc.assert(
    fc.asyncProperty(
      fc.array(account, { minLength: 1, maxLength: 4 }),
      fc.uniqueArray(rate, { maxLength: 4, selector: (each) => `${each.day} ${each.isInverse}` }),
      fc.integer({ min: 0, max: days - 1 }),
      async (accounts, rates, later) => {
        await db().account.deleteMany({ where: { householdId } });
        for (const each of accounts) await write(owner, each);
        await writeRates(householdId, rates);
        const worth = await getNetWorth(owner, { from, to: today, today });
        const found = worth.currencies.map(({ currency, net, assets, debts }) => ({
          currency,
          net,
          owed: debts,
          owned: assets,
        }));
        expect(sortByCurrency(found)).toEqual(sortByCurrency(recompute(accounts)));
        const { total } = worth;
        expect(total && { owned: total.assets, owed: total.debts, net: total.net }).toEqual(
          recomputeTotal(accounts, rates),
        );
        // Of a shorter period less is read.
        const shorter = { from: fromEpochDay(epochDay(from) + later), to: today, today };
        const ofShorter = (await getNetWorth(owner, shorter)).currencies;
        expect(ofShorter.map(({ net, currency }) => ({ net, currency }))).toEqual(
          worth.currencies.map(({ net, currency }) => ({ net: net.slice(later), currency })),
        );
      },
    ),
    { numRuns: 60 },
  );
});

const sortByCurrency = <Worth extends { currency: string }>(worths: Worth[]) =>
  worths.sort((a, b) => a.currency.localeCompare(b.currency));

const dateOf = (offset: number) => atUtcMidnight(fromEpochDay(epochDay(from) + offset));

/** As the sync, the entry form and the person would have left it. */
async function write({ householdId, memberId }: TestHousehold, account: Account): Promise<void> {
  const { type, currency, byHand, known, rows } = account;
  const id = newId();
  const latest = [...known].sort((a, b) => b.day - a.day)[0];
  await db().account.create({
    data: {
      householdId,
      id,
      memberId,
      name: 'Account',
      type,
      subtype: byHand ? 'cash' : null,
      currency,
      openingMinor: byHand ? account.openingMinor : null,
      currentMinor: latest?.minor ?? null,
      balanceAsOf: latest ? dateOf(latest.day) : null,
      createdAt: dateOf(0),
      hiddenAt: account.hidden ? new Date() : null,
      excludedAt: account.excluded ? new Date() : null,
      closedOn: account.closedDay === null ? null : dateOf(account.closedDay),
    },
  });
  const key = (day: number) => ({ householdId, accountId: id, date: dateOf(day) });
  if (byHand) {
    await db().valuation.createMany({
      data: known.map(({ day, minor }) => ({ ...key(day), valueMinor: minor })),
    });
  } else {
    await db().balanceSnapshot.createMany({
      data: known.map(({ day, minor }) => ({
        ...key(day),
        currency,
        currentMinor: minor,
        takenAt: dateOf(day),
      })),
    });
  }
  await db().transaction.createMany({
    data: rows.map((row) => ({
      ...key(row.day),
      id: newId(),
      amountMinor: row.minor,
      currency: row.foreign && !byHand ? 'JPY' : currency,
      pending: !byHand && row.pending,
      name: 'Row',
      hidden: row.hidden,
      hiddenSetAt: row.hidden ? new Date() : null,
      removedAt: row.removed ? new Date() : null,
      personDate: row.personDay === null ? null : dateOf(row.personDay),
    })),
  });
  await db().$transaction((tx) => settleBalances(tx, householdId, [id]));
}

async function writeRates(householdId: string, rates: Rate[]): Promise<void> {
  await db().rate.deleteMany({ where: { householdId } });
  await db().rate.createMany({
    data: rates.map(({ day, isInverse, value }) => ({
      householdId,
      date: dateOf(day),
      fromCurrency: isInverse ? 'USD' : 'EUR',
      toCurrency: isInverse ? 'EUR' : 'USD',
      numerator: value,
      scale: 2,
    })),
  });
}

/** Account by account in exact parts of a cent, over a denominator that all rates of the test divide. */
function recomputeTotal(accounts: Account[], rates: Rate[]) {
  const counted = countedOf(accounts);
  if (counted.every(({ currency }) => currency === 'USD')) return null;
  const perDay = Array.from({ length: days }, (_, index) => {
    const values = counted.flatMap((each) => {
      const minor = worthOn(each, index);
      return minor === null ? [] : { minor, currency: each.currency };
    });
    const found = rateBefore(rates, index);
    const needsRate = values.some(({ minor, currency }) => currency === 'EUR' && minor !== 0);
    if (values.length === 0 || (needsRate && !found)) return null;
    const [numerator, denominator] = found ?? [1n, 1n];
    const sum = (sign: 1 | -1) => {
      const exact = values
        .filter(({ minor }) => minor * sign > 0)
        .map(({ minor, currency }) => {
          return BigInt(minor * sign) * (currency === 'EUR' ? numerator : denominator);
        });
      return Number(
        divideHalfEven(
          exact.reduce((all, each) => all + each, 0n),
          denominator,
        ),
      );
    };
    return { owned: sum(1), owed: sum(-1) };
  });
  return {
    owned: perDay.map((each) => each?.owned ?? null),
    owed: perDay.map((each) => each?.owed ?? null),
    net: perDay.map((each) => each && each.owned - each.owed),
  };
}

/** What a euro was worth, looking back day by day for as long as a rate holds. */
function rateBefore(rates: Rate[], index: number): [bigint, bigint] | null {
  for (let day = index; day >= index - 35; day -= 1) {
    const own = rates.filter((each) => each.day === day);
    const [straight, turned] = [own.find((each) => !each.isInverse), own[0]];
    if (straight) return [BigInt(straight.value), 100n];
    if (turned) return [100n, BigInt(turned.value)];
  }
  return null;
}

const countedOf = (accounts: Account[]) =>
  accounts.filter((each) => !each.hidden && !each.excluded && isKnown(each));

/** Word for word what is promised, one day and one account at a time. */
function recompute(accounts: Account[]) {
  const counted = countedOf(accounts);
  return [...new Set(counted.map(({ currency }) => currency))].map((currency) => {
    const own = counted.filter((each) => each.currency === currency);
    const values = Array.from({ length: days }, (_, index) =>
      own.flatMap((each) => worthOn(each, index) ?? []),
    );
    const sum = (of: number[]) => of.reduce((total, each) => total + each, 0);
    const perDay = (pick: (of: number[]) => number) =>
      values.map((of) => (of.length === 0 ? null : pick(of)));
    return {
      currency,
      net: perDay(sum),
      owed: perDay((of) => 0 - sum(of.filter((each) => each < 0))),
      owned: perDay((of) => sum(of.filter((each) => each >= 0))),
    };
  });
}

const isKnown = ({ byHand, known }: Account) => byHand || known.length > 0;

const liveRows = ({ rows, byHand }: Account) =>
  rows.filter(({ pending, removed, foreign }) => !removed && (byHand || (!foreign && !pending)));

function worthOn(account: Account, index: number): number | null {
  const { closedDay, byHand, openingMinor } = account;
  if (closedDay !== null && index >= closedDay) return null;
  const rows = liveRows(account);
  const sign = account.type === 'credit' || account.type === 'loan' ? -1 : 1;
  const moved = (after: number, until: number) =>
    rows.filter(({ day }) => day > after && day <= until).reduce((sum, row) => sum + row.minor, 0);
  const known = [...account.known].sort((a, b) => a.day - b.day);
  const before = known.findLast(({ day }) => day <= index);
  if (byHand) {
    const isToday = index === days - 1;
    const until = isToday ? Number.POSITIVE_INFINITY : index;
    if (before) return sign * before.minor + moved(before.day, until);
    const began = Math.min(0, ...rows.map(({ day }) => day), ...known.map(({ day }) => day)) - 1;
    return index < began ? null : sign * openingMinor + moved(Number.NEGATIVE_INFINITY, until);
  }
  if (before) {
    const isLast = before === known.at(-1);
    return sign * before.minor + (isLast ? 0 : moved(before.day, index));
  }
  const [next] = known;
  if (!next) return null;
  const began = Math.min(next.day, ...rows.map(({ day }) => day));
  return index < began ? null : sign * next.minor - moved(index, next.day);
}

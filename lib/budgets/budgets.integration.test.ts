import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import { createAccount } from '#lib/accounts/mutations';
import { listCategories } from '#lib/categories/queries';
import { addDays, epochDay, lastDayOfMonth } from '#lib/dates/civil-date';
import type { Cycle } from '#lib/dates/cycles';
import { db } from '#lib/db/client';
import { newId } from '#lib/db/ids';
import { divideHalfEven } from '#lib/money/minor';
import { createHousehold, type TestHousehold } from '#lib/testing/household';
import { readFilter } from '#lib/transactions/filter-url';
import { getTotals } from '#lib/transactions/queries';
import { changeBudget, changeSettings } from './change-budget.ts';
import type { BudgetDto, BudgetLineDto, CarryMode } from './contract.ts';
import { spendingFilter } from './drill-down.ts';
import { getBudget, getSpending } from './queries.ts';

let owner: TestHousehold;
let accountId: string;
/** Two groups with two categories each, a transfer, one that never counts, and none. */
let places: { id: string | null; groupId: string | null; counts: boolean }[];

beforeAll(async () => {
  owner = await createHousehold();
  const { householdId } = owner;
  const wallet = { name: 'Wallet', kind: 'cash', currency: 'USD', openingMinor: 0 } as const;
  ({ id: accountId } = await createAccount(owner, wallet));
  const all = await listCategories(householdId);
  const groups = all.filter(({ kind, groupId }) => kind === 'spending' && groupId === null);
  const spending = groups.slice(0, 2).flatMap((group) => [
    { id: group.id, groupId: null, counts: true },
    ...all
      .filter(({ groupId }) => groupId === group.id)
      .slice(0, 2)
      .map(({ id }) => ({ id, groupId: group.id, counts: true })),
  ]);
  const transfer = all.find(({ kind, groupId }) => kind === 'transfer' && groupId !== null);
  const left = all.find(({ groupId }) => groupId === groups[2]?.id);
  await db().category.updateMany({
    where: { householdId, id: left?.id },
    data: { excludeFromSpending: true },
  });
  await writeRates();
  places = [
    ...spending,
    { id: transfer?.id ?? '', groupId: transfer?.groupId ?? '', counts: false },
    { id: left?.id ?? '', groupId: left?.groupId ?? '', counts: false },
    { id: null, groupId: null, counts: true },
  ];
});

const firstDay = '2027-09-20';
const days = 400;
const day = fc.nat({ max: days }).map((offset) => addDays(firstDay, offset));
const place = fc.nat({ max: 8 });
const amount = fc.integer({ min: -20_000, max: 8_000 }).filter((minor) => minor !== 0);

const row = fc.record({
  date: day,
  place,
  minor: amount,
  pending: fc.boolean(),
  hidden: fc.nat({ max: 9 }).map((n) => n === 0),
  transfer: fc.nat({ max: 9 }).map((n) => n === 0),
  currency: fc.constantFrom('USD', 'USD', 'USD', 'EUR'),
  part: fc.option(fc.record({ place, minor: amount }), { nil: null, freq: 3 }),
  /** What came back of it, on another day. */
  refund: fc.option(fc.record({ date: day, minor: fc.integer({ min: 1, max: 9_000 }) }), {
    nil: null,
    freq: 4,
  }),
});
type Row = typeof row extends fc.Arbitrary<infer Value> ? Value : never;

const said = fc.record({
  on: day,
  place: fc.nat({ max: 5 }),
  minor: fc.option(fc.nat({ max: 30_000 }), { nil: null, freq: 5 }),
  once: fc.boolean(),
  carry: fc.option(fc.constantFrom<CarryMode>('none', 'surplus', 'both', 'both'), { nil: null }),
});
type Said = typeof said extends fc.Arbitrary<infer Value> ? Value : never;

const cycle: fc.Arbitrary<Cycle> = fc.oneof(
  fc.record({ kind: fc.constant('month' as const), day: fc.constantFrom(1, 15, 29, 30, 31) }),
  fc.record({ kind: fc.constant('weeks' as const), weeks: fc.constantFrom(1, 2, 4), from: day }),
);

async function write(rows: Row[]): Promise<void> {
  const { householdId } = owner;
  await db().transaction.deleteMany({ where: { householdId } });
  const base = { householdId, accountId, name: 'Row', personCategorySetAt: new Date() };
  for (const each of rows) {
    const id = newId();
    await db().transaction.create({
      data: {
        ...base,
        id,
        date: new Date(each.date),
        amountMinor: each.minor,
        currency: each.currency,
        pending: each.pending,
        personCategoryId: places[each.place]?.id,
        hidden: each.hidden,
        hiddenSetAt: new Date(),
        personTransfer: each.transfer,
        personTransferSetAt: new Date(),
        splitSetAt: each.part ? new Date() : null,
        parts: {
          create: (each.part ? [each.part] : []).map((part) => ({
            id: newId(),
            position: 0,
            amountMinor: part.minor,
            categoryId: places[part.place]?.id,
          })),
        },
      },
    });
    if (!each.refund || !isRefunded(each)) continue;
    const creditId = newId();
    await db().transaction.create({
      data: {
        ...base,
        id: creditId,
        date: new Date(each.refund.date),
        amountMinor: each.refund.minor,
        currency: each.currency,
        pending: false,
      },
    });
    await db().settleLink.create({
      data: { householdId, expenseId: id, creditId, amountMinor: each.refund.minor },
    });
  }
}

function isRefunded({ refund, minor, part }: Row): boolean {
  return refund !== null && part === null && minor <= -refund.minor;
}

type Line = { date: string; place: number; minor: number; pending: boolean; currency: string };

/** What counts as spending, by the rule in words of its own: spent is positive. */
function linesOf(rows: Row[]): Line[] {
  const lines = rows.flatMap((each) => {
    const { date, pending, currency, part } = each;
    const own = { place: each.place, minor: each.minor - (part?.minor ?? 0) };
    const all = [own, ...(part ? [part] : [])].map((line) => ({
      ...line,
      date,
      pending,
      currency,
      refund: false,
    }));
    const back = isRefunded(each) ? each.refund : null;
    if (back) {
      const taken = { place: each.place, minor: back.minor, pending: false, currency };
      all.push({ ...taken, date: back.date, refund: true });
    }
    return each.hidden || each.transfer ? [] : all;
  });
  return lines
    .filter(({ place: at, minor, refund }) => {
      if (minor === 0 || !places[at]?.counts) return false;
      return places[at]?.id !== null || minor < 0 || refund;
    })
    .map(({ minor, ...line }) => ({ ...line, minor: -minor }));
}

/** Whether a period begins on a day. */
function begins(each: Cycle, date: string): boolean {
  if (each.kind === 'weeks') {
    return (epochDay(date) - epochDay(each.from)) % (each.weeks * 7) === 0;
  }
  return Number(date.slice(8)) === Math.min(each.day, Number(lastDayOfMonth(date).slice(8)));
}

/** All periods from well before the first day to the one of `on`, found day by day. */
function periodsUntil(each: Cycle, on: string): { from: string; to: string }[] {
  const periods: { from: string; to: string }[] = [];
  for (let date = addDays(firstDay, -120); ; date = addDays(date, 1)) {
    const last = periods.at(-1);
    if (begins(each, date)) {
      if (last && last.from <= on && on < date) return periods;
      periods.push({ from: date, to: date });
    } else if (last) {
      last.to = date;
    }
  }
}

type Expected = { plan: number | null; carried: number; spent: number; pending: number };

/** One category through all its periods. */
function expectLine(at: number, books: Books, on: string): Expected {
  const { lines, says, each, countsPending } = books;
  const { id, groupId } = places[at] ?? { id: null, groupId: null };
  const isGroup = id !== null && groupId === null;
  const isIn = (line: Line) => line.place === at || (isGroup && places[line.place]?.groupId === id);
  let standing: number | null = null;
  let mode: CarryMode = 'none';
  let wasCarrying = false;
  let left = 0;
  let now: Expected = { plan: null, carried: 0, spent: 0, pending: 0 };
  for (const { from, to } of periodsUntil(each, on)) {
    let once: { minor: number | null } | null = null;
    for (const word of says) {
      if (word.place !== at || word.on < from || word.on > to) continue;
      if (word.once) once = { minor: word.minor };
      else [standing, once] = [word.minor, null];
      if (word.carry) mode = word.carry;
    }
    const own = lines.filter(
      (line) => isIn(line) && line.currency === 'USD' && line.date >= from && line.date <= to,
    );
    const sum = (some: Line[]) => some.reduce((all, { minor }) => all + minor, 0);
    const pending = sum(own.filter((line) => line.pending));
    const spent = sum(own) - (countsPending ? 0 : pending);
    const carries = wasCarrying && mode !== 'none';
    const carried = carries && (mode === 'both' || left > 0) ? left : 0;
    const plan = once ? once.minor : standing;
    left = plan === null ? carried : plan + carried - spent;
    wasCarrying = mode !== 'none';
    now = { plan, carried: plan === null ? 0 : carried, spent, pending };
  }
  return now;
}

type Books = { lines: Line[]; says: Said[]; each: Cycle; countsPending: boolean };

const plain = (line: BudgetLineDto): Expected => ({
  plan: line.plan?.minor ?? null,
  carried: line.carriedMinor,
  spent: line.spentMinor,
  pending: line.pendingMinor,
});

function linesIn({ groups, unplanned }: BudgetDto): BudgetLineDto[] {
  return [
    ...groups.flatMap(({ whole, lines }) => [...(whole ? [whole] : []), ...lines]),
    ...unplanned,
  ];
}

/** What the list behind a figure comes to. */
async function behind(budget: BudgetDto, line: BudgetLineDto): Promise<number> {
  const filter = readFilter(Object.fromEntries(spendingFilter(budget, line)));
  const { sums } = await getTotals(owner, filter);
  return 0 - (sums.find(({ currency }) => currency === budget.settings.currency)?.netMinor ?? 0);
}

it('says of every period what its rows come to, and leads to them', {
  timeout: 120_000,
}, async () => {
  const { householdId } = owner;
  await fc.assert(
    fc.asyncProperty(
      fc.record({
        rows: fc.array(row, { minLength: 1, maxLength: 25 }),
        says: fc.array(said, { maxLength: 14 }),
        each: cycle,
        countsPending: fc.boolean(),
        on: fc.array(day, { minLength: 1, maxLength: 2 }),
      }),
      async ({ rows, says, each, countsPending, on }) => {
        await write(rows);
        await db().budgetPlan.deleteMany({ where: { householdId } });
        await db().budgetCarry.deleteMany({ where: { householdId } });
        const cycleSaid = each as Extract<Cycle, { kind: 'month' }>;
        await changeSettings(owner, { cycle: cycleSaid, countsPending, currency: 'USD' });
        const inTime = says.toSorted((a, b) => a.on.localeCompare(b.on));
        for (const word of inTime) {
          const categoryId = places[word.place]?.id ?? '';
          await changeBudget(owner, {
            on: word.on,
            plans: [{ categoryId, amountMinor: word.minor, once: word.once }],
            carries: word.carry ? [{ categoryId, mode: word.carry }] : [],
          });
        }
        const books = { lines: linesOf(rows), says: inTime, each, countsPending };
        const first = rows.flatMap((each) => [
          each.date,
          ...(each.refund && isRefunded(each) ? [each.refund.date] : []),
        ]);
        for (const date of on) {
          await expectBudget(books, date);
          await expectSpending(books, date, first.sort()[0] ?? '');
        }
      },
    ),
    { numRuns: 25, endOnFailure: true },
  );
});

/** Half a dollar for a euro in one month, three in the next. */
const halvesIn = (date: string) => (Number(date.slice(5, 7)) % 2 === 0 ? 1 : 6);

/** In halves of a cent until the end. */
function inDollars(lines: Line[]): number {
  const halves = lines.reduce((all, { minor, date }) => all + minor * halvesIn(date), 0);
  return Number(divideHalfEven(BigInt(halves), 2n));
}

async function writeRates(): Promise<void> {
  const { householdId } = owner;
  for (let first = '2027-08-01'; first < '2029-01-01'; first = addDays(lastDayOfMonth(first), 1)) {
    const pair = { fromCurrency: 'EUR', toCurrency: 'USD', scale: 1 };
    const data = { householdId, ...pair, date: new Date(first), numerator: halvesIn(first) * 5 };
    await db().rate.create({ data });
  }
}

async function expectBudget(books: Books, date: string): Promise<void> {
  const budget = await getBudget(owner, date);
  expect(budget.span).toEqual(periodsUntil(books.each, date).at(-1));
  const shown = linesIn(budget);
  for (const line of shown) {
    const at = places.findIndex(({ id }) => id === line.categoryId);
    if (!line.isDirect) expect(plain(line)).toEqual(expectLine(at, books, date));
    expect(await behind(budget, line)).toBe(line.spentMinor);
  }
  const inSpan = books.lines.filter(
    (line) => line.date >= budget.span.from && line.date <= budget.span.to,
  );
  const counted = inSpan.filter(({ pending }) => !pending || books.countsPending);
  const sum = (some: Line[], code: string) =>
    some.filter(({ currency }) => currency === code).reduce((all, { minor }) => all + minor, 0);
  expect(budget.spentMinor + budget.unplannedMinor).toBe(sum(counted, 'USD'));
  expect(budget.pendingMinor).toBe(
    sum(
      inSpan.filter(({ pending }) => pending),
      'USD',
    ),
  );
  const spentMinor = sum(counted, 'EUR');
  const convertedMinor = inDollars(counted.filter(({ currency }) => currency === 'EUR'));
  expect(budget.others).toEqual(
    spentMinor === 0 ? [] : [{ currency: 'EUR', spentMinor, convertedMinor }],
  );
  // Whoever has a plan is shown, and each day of the course is what was spent by then.
  for (const [at, { id }] of places.slice(0, 6).entries()) {
    const { plan } = expectLine(at, books, date);
    if (plan !== null) expect(shown.map(({ categoryId }) => categoryId)).toContain(id);
  }
  const planned = budget.groups.flatMap(({ whole, lines }) => (whole ? [whole] : lines));
  const isPlanned = (line: Line) =>
    planned.some(({ categoryId }) =>
      [places[line.place]?.id, places[line.place]?.groupId].includes(categoryId),
    );
  const course = budget.pace.spent.map((_, index) => {
    const until = addDays(budget.span.from, index);
    const some = counted.filter((line) => line.date <= until && isPlanned(line));
    return sum(some, 'USD');
  });
  expect(budget.pace.spent).toEqual(course);
  expect(course.at(-1)).toBe(budget.spentMinor);
}

/** Day by day and category by category, up to the day and on the same day of the three periods before. */
async function expectSpending(books: Books, date: string, firstRow: string): Promise<void> {
  const spending = await getSpending(owner, date);
  const periods = periodsUntil(books.each, date);
  const now = periods.at(-1) ?? { from: date, to: date };
  const earlier = periods.slice(-4, -1).filter(({ from }) => from >= firstRow);
  const counted = books.lines.filter(
    ({ pending, currency }) => currency === 'USD' && (!pending || books.countsPending),
  );
  const sumOf = ({ from, to }: { from: string; to: string }, index: number, at?: number) =>
    counted
      .filter((line) => at === undefined || line.place === at)
      .filter((line) => line.date >= from && line.date <= to && line.date <= addDays(from, index))
      .reduce((sum, { minor }) => sum + minor, 0);
  const mean = (index: number, at?: number) =>
    earlier.length === 0
      ? null
      : Math.round(
          earlier.reduce((sum, period) => sum + sumOf(period, index, at), 0) / earlier.length,
        );
  const day = epochDay(date) - epochDay(now.from);
  expect(spending.spentMinor).toBe(sumOf(now, day));
  expect(spending.pace.spent).toEqual(spending.pace.spent.map((_, index) => sumOf(now, index)));
  expect(spending.pace.usual).toEqual(
    earlier.length === 0 ? null : spending.pace.spent.map((_, index) => mean(index)),
  );
  const sums = places.map((_, at) => sumOf(now, day, at)).filter((minor) => minor > 0);
  sums.sort((a, b) => b - a);
  expect(spending.top.map(({ spentMinor }) => spentMinor)).toEqual(sums.slice(0, 5));
  for (const each of spending.top) {
    const at = places.findIndex(({ id }) => id === each.categoryId);
    expect(each).toMatchObject({ spentMinor: sumOf(now, day, at), usualMinor: mean(day, at) });
  }
}

import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import { createAccount } from '#lib/accounts/mutations';
import { listCategories } from '#lib/categories/queries';
import { addDays, type CivilDate, epochDay } from '#lib/dates/civil-date';
import { db } from '#lib/db/client';
import { newId } from '#lib/db/ids';
import { setPrivacy } from '#lib/privacy/set-privacy';
import { createTag } from '#lib/tags/mutations';
import { createHousehold, joinHousehold, type TestHousehold } from '#lib/testing/household';
import { readFilter } from '#lib/transactions/filter-url';
import { getTotals } from '#lib/transactions/queries';
import type { ReportQuery, RowKey } from './contract.ts';
import { figurePath } from './drill-down.ts';
import { getBreakdown, getCashFlow, getFlow, type getReport, getYears } from './queries.ts';
import {
  comparisons,
  groupings,
  type Measure,
  measures,
  reportPeriods,
  steps,
} from './report-url.ts';

let owner: TestHousehold;
/** Sees the first of the accounts alone. */
let other: TestHousehold;
let accounts: string[];
let tags: string[];
type Place = { id: string | null; groupId: string | null; kind: 'spending' | 'income' | 'none' };
let places: Place[];

beforeAll(async () => {
  owner = await createHousehold();
  other = await joinHousehold(owner);
  const { householdId } = owner;
  const open = async (name: string) =>
    (await createAccount(owner, { name, kind: 'cash', currency: 'USD', openingMinor: 0 })).id;
  accounts = [await open('Wallet'), await open('Purse')];
  await setPrivacy(owner, {
    accountId: accounts[1] ?? '',
    memberId: other.memberId,
    sight: 'balance',
  });
  await createTag(owner, { name: 'Trip' });
  tags = (await createTag(owner, { name: 'Work' })).items.map(({ id }) => id);
  const all = await listCategories(householdId);
  const firstOf = (kind: string) => {
    const group = all.find((each) => each.kind === kind && each.groupId === null);
    return [group, ...all.filter(({ groupId }) => groupId === group?.id).slice(0, 2)];
  };
  const left = all.findLast(({ kind, groupId }) => kind === 'spending' && groupId !== null);
  await db().category.updateMany({
    where: { householdId, id: left?.id },
    data: { excludeFromSpending: true },
  });
  const toPlace =
    (kind: Place['kind']) => (category: { id: string; groupId: string | null } | undefined) => ({
      id: category?.id ?? '',
      groupId: category?.groupId ?? null,
      kind,
    });
  places = [
    ...firstOf('spending').map(toPlace('spending')),
    ...firstOf('income').slice(1).map(toPlace('income')),
    ...firstOf('transfer').slice(1, 2).map(toPlace('none')),
    toPlace('none')(left),
    { id: null, groupId: null, kind: 'none' },
  ];
});

const firstDay = '2026-12-20';
const today = '2028-03-14';
const day = fc.nat({ max: 460 }).map((offset) => addDays(firstDay, offset));
const place = fc.nat({ max: 7 });
const amount = fc.integer({ min: -20_000, max: 15_000 }).filter((minor) => minor !== 0);
const merchants = ['Aldi "24"', 'Nordwind', 'counts:income', ''] as const;

const row = fc.record({
  date: day,
  place,
  minor: amount,
  hidden: fc.nat({ max: 9 }).map((n) => n === 0),
  transfer: fc.nat({ max: 9 }).map((n) => n === 0),
  currency: fc.constantFrom('USD', 'USD', 'USD', 'EUR'),
  merchant: fc.constantFrom(...merchants),
  account: fc.nat({ max: 1 }),
  tags: fc.subarray([0, 1]),
  part: fc.option(fc.record({ place, minor: amount, tags: fc.subarray([0, 1]) }), {
    nil: null,
    freq: 3,
  }),
  /** What came back of it, on another day. */
  refund: fc.option(fc.record({ date: day, minor: fc.integer({ min: 1, max: 9_000 }) }), {
    nil: null,
    freq: 3,
  }),
});
/** As often as not of a household that has neither parts nor refunds, whose reports are asked for in a shorter way. */
const someRows = (maxLength: number) =>
  fc
    .tuple(fc.array(row, { minLength: 1, maxLength }), fc.boolean())
    .map(([rows, isWhole]) =>
      isWhole ? rows.map((each) => ({ ...each, part: null, refund: null })) : rows,
    );
type Row = typeof row extends fc.Arbitrary<infer Value> ? Value : never;

const isRefunded = ({ refund, minor, part }: Row) =>
  refund !== null && part === null && minor <= -refund.minor;

async function write(rows: Row[]): Promise<void> {
  const { householdId } = owner;
  await db().transaction.deleteMany({ where: { householdId } });
  const set = new Date();
  const base = {
    householdId,
    name: 'Row',
    pending: false,
    personCategorySetAt: set,
    personNameSetAt: set,
  };
  for (const each of rows) {
    const id = newId();
    const accountId = accounts[each.account] ?? '';
    await db().transaction.create({
      data: {
        ...base,
        id,
        accountId,
        date: new Date(each.date),
        amountMinor: each.minor,
        currency: each.currency,
        personName: each.merchant,
        personCategoryId: places[each.place]?.id,
        hidden: each.hidden,
        hiddenSetAt: set,
        personTransfer: each.transfer,
        personTransferSetAt: set,
        splitSetAt: each.part ? set : null,
        tags: { create: each.tags.map((tag) => ({ tagId: tags[tag] ?? '', byPerson: true })) },
        parts: {
          create: (each.part ? [each.part] : []).map((part) => ({
            id: newId(),
            position: 0,
            amountMinor: part.minor,
            categoryId: places[part.place]?.id,
            tagIds: part.tags.map((tag) => tags[tag] ?? ''),
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
        accountId,
        date: new Date(each.refund.date),
        amountMinor: each.refund.minor,
        currency: each.currency,
        personName: 'Refund',
      },
    });
    await db().settleLink.create({
      data: { householdId, expenseId: id, creditId, amountMinor: each.refund.minor },
    });
  }
}

type Line = Pick<Row, 'date' | 'place' | 'minor' | 'currency' | 'account' | 'tags'> & {
  merchant: string;
  flow: 'spending' | 'income';
};

/** What counts as what, by the rule in words of its own. */
function linesOf(rows: Row[]): Line[] {
  return rows.flatMap((each) => {
    const { date, currency, merchant, account } = each;
    const common = { date, currency, merchant, account, back: false };
    const lines: (Omit<Line, 'flow'> & { back: boolean })[] = [
      {
        ...common,
        place: each.place,
        minor: each.minor - (each.part?.minor ?? 0),
        tags: each.tags,
      },
    ];
    if (each.part) {
      const both = [...new Set([...each.tags, ...each.part.tags])];
      lines.push({ ...common, place: each.part.place, minor: each.part.minor, tags: both });
    }
    if (each.refund && isRefunded(each)) {
      const { date: on, minor } = each.refund;
      const back = { ...common, date: on, merchant: 'Refund', tags: [], back: true };
      lines.push({ ...back, place: each.place, minor });
    }
    return lines.flatMap(({ back, ...line }): Line[] => {
      const { id, kind } = places[line.place] ?? { id: '', kind: 'none' };
      const flow = id === null ? (line.minor > 0 && !back ? 'income' : 'spending') : kind;
      return each.hidden || each.transfer || flow === 'none' ? [] : [{ ...line, flow }];
    });
  });
}

const sumOf = (lines: readonly Line[], measure: Measure) =>
  lines
    .filter(({ flow }) => measure === 'net' || flow === measure)
    .reduce((all, { minor }) => all + (measure === 'spending' ? 0 - minor : minor), 0);

const within =
  ({ from, to }: { from: CivilDate; to: CivilDate }) =>
  (line: Line) =>
    line.date >= from && line.date <= to;

function isOf(key: RowKey, line: Line): boolean {
  const at = places[line.place];
  switch (key.by) {
    case 'category':
      return at?.id === key.id;
    case 'group':
      return (at?.groupId ?? at?.id ?? null) === key.id;
    case 'merchant':
      return line.merchant === key.id;
    case 'tag':
      return line.tags.some((tag) => tags[tag] === key.id);
    case 'account':
      return accounts[line.account] === key.id;
  }
}

/** What the list behind a figure comes to, of one currency. */
async function behind(viewer: TestHousehold, path: string, currency: string): Promise<number> {
  const { searchParams } = new URL(path, 'http://localhost');
  const { sums } = await getTotals(viewer, readFilter(Object.fromEntries(searchParams)));
  return sums.find((sum) => sum.currency === currency)?.netMinor ?? 0;
}

const query: fc.Arbitrary<ReportQuery> = fc
  .record({
    period: fc.constantFrom(...reportPeriods),
    dates: fc.option(fc.tuple(day, day), { nil: null }),
    every: fc.option(fc.constantFrom(...steps), { nil: undefined }),
    compare: fc.option(fc.constantFrom(...comparisons), { nil: undefined }),
    by: fc.constantFrom(...groupings),
    measure: fc.constantFrom(...measures),
    rows: fc.constantFrom(1, 25),
    narrow: fc.constantFrom('', 'account', 'category', 'group', 'tag', 'merchant', 'q'),
  })
  .map(({ dates, narrow, ...rest }) => ({
    ...rest,
    ...(dates && { from: dates.toSorted()[0], to: dates.toSorted()[1] }),
    ...(narrow === 'merchant' && { merchant: merchants[0] }),
    ...(narrow === 'q' && { q: 'nordwind "' }),
    narrow,
  }));

/** Where ids are known, and which lines they leave. */
function narrowBy(asked: ReportQuery & { narrow?: string }) {
  const { narrow, ...rest } = asked;
  const [group, category] = places;
  const all: Record<string, { query: ReportQuery; is: (line: Line) => boolean }> = {
    account: { query: { accountId: accounts[0] }, is: ({ account }) => account === 0 },
    category: { query: { categoryId: category?.id ?? '' }, is: (line) => line.place === 1 },
    group: { query: { categoryId: group?.id ?? '' }, is: (line) => line.place <= 2 },
    tag: { query: { tagIds: [tags[0] ?? ''] }, is: (line) => line.tags.includes(0) },
    merchant: { query: {}, is: ({ merchant }) => merchant === rest.merchant },
    q: { query: {}, is: ({ merchant }) => merchant === 'Nordwind' },
  };
  const found = all[narrow ?? ''];
  return { query: { ...rest, ...found?.query }, is: found?.is ?? (() => true) };
}

it('says what its rows come to, cell by cell, and leads to them', {
  timeout: 240_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(
      someRows(25),
      fc.array(query, { minLength: 3, maxLength: 3 }),
      async (rows, queries) => {
        await write(rows);
        for (const asked of queries) {
          for (const viewer of [owner, other]) {
            const narrowed = narrowBy(asked);
            const seen = linesOf(rows).filter(
              (line) => narrowed.is(line) && (viewer === owner || line.account === 0),
            );
            await expectBreakdown(viewer, narrowed.query, seen);
            // What of all is read in a way of its own.
            const income = { ...narrowed.query, by: 'merchant', measure: 'income' } as const;
            await expectBreakdown(viewer, income, seen);
            await expectOthers(viewer, narrowed.query, seen);
          }
        }
      },
    ),
    { numRuns: 8, endOnFailure: true },
  );
});

/** Rates of some days, in ten-thousandths, as whoever keeps them would enter them. */
const rates = fc.uniqueArray(
  fc.record({ date: day, value: fc.integer({ min: 5_000, max: 20_000 }) }),
  { selector: ({ date }) => date, minLength: 8, maxLength: 40 },
);
type Rates = typeof rates extends fc.Arbitrary<infer Value> ? Value : never;

const rateLimitDays = 35;

/** The latest of that day or before, unless it is too old. */
function rateOf(known: Rates, date: CivilDate): number | null {
  const latest = known
    .filter((each) => each.date <= date)
    .toSorted((a, b) => a.date.localeCompare(b.date))
    .at(-1);
  const isNew = latest && epochDay(date) - epochDay(latest.date) <= rateLimitDays;
  return isNew ? latest.value : null;
}

/** Lines in dollars, with those in euros at the rates of their days: exact, and rounded once, half to even. */
function convertLines(known: Rates, lines: Line[], measure: Measure): number {
  const own = sumOf(
    lines.filter(({ currency }) => currency === 'USD'),
    measure,
  );
  const exact = lines
    .filter(({ currency }) => currency === 'EUR')
    .reduce((sum, line) => sum + sumOf([line], measure) * (rateOf(known, line.date) ?? 0), 0);
  const [floor, rest] = [Math.floor(exact / 10_000), ((exact % 10_000) + 10_000) % 10_000];
  const isUp = rest > 5_000 || (rest === 5_000 && floor % 2 !== 0);
  return own + floor + (isUp ? 1 : 0) + 0;
}

/** Whether all that counts in euros has a rate; what comes to nothing on a day needs none. */
function areRated(known: Rates, lines: Line[], keyOf: (line: Line) => unknown): boolean {
  const euros = lines.filter(({ currency }) => currency === 'EUR');
  const days = Map.groupBy(euros, (line) => `${line.date} ${line.flow} ${keyOf(line)}`);
  return [...days.values()].every(
    (some) =>
      some.reduce((sum, { minor }) => sum + minor, 0) === 0 ||
      rateOf(known, some[0]?.date ?? '') !== null,
  );
}

it('says what its rows come to in the household’s currency, where every day has its rate', {
  timeout: 240_000,
}, async () => {
  const counts = { converted: 0, apart: 0 };
  await fc.assert(
    fc.asyncProperty(
      someRows(20),
      rates,
      fc.array(query, { minLength: 3, maxLength: 3 }),
      async (rows, known, queries) => {
        await write(rows);
        await writeRates(known);
        for (const asked of queries) {
          const narrowed = narrowBy({ ...asked, by: 'account' });
          const seen = linesOf(rows).filter(narrowed.is);
          await expectConverted(narrowed.query, seen, known, counts);
        }
      },
    ),
    { numRuns: 30, endOnFailure: true },
  );
  expect(counts.converted).toBeGreaterThan(0);
  expect(counts.apart).toBeGreaterThan(0);
  await writeRates([]);
});

async function writeRates(known: Rates): Promise<void> {
  const { householdId } = owner;
  await db().rate.deleteMany({ where: { householdId } });
  await db().rate.createMany({
    data: known.map(({ date, value }) => ({
      householdId,
      date: new Date(date),
      fromCurrency: 'EUR',
      toCurrency: 'USD',
      numerator: BigInt(value),
      scale: 4,
    })),
  });
}

async function expectConverted(
  asked: ReportQuery,
  seen: Line[],
  known: Rates,
  counts: { converted: number; apart: number },
) {
  const expectSides = (
    { currencies, conversion }: Awaited<ReturnType<typeof getReport>>,
    lines: Line[],
    keyOf: (line: Line) => unknown = () => null,
  ) => {
    const isMixed = lines.some(({ currency }) => currency === 'EUR');
    const isRated = areRated(known, lines, keyOf);
    expect(conversion === null).toBe(!isMixed);
    if (!isMixed) return false;
    expect(conversion?.missing.map(({ from }) => from)).toEqual(isRated ? [] : ['EUR']);
    expect(conversion?.converted).toEqual(isRated ? ['EUR'] : []);
    if (isRated) for (const { currency } of currencies) expect(currency).toBe('USD');
    counts[isRated ? 'converted' : 'apart'] += 1;
    return isRated;
  };
  const cash = await getCashFlow(owner, asked, today);
  const { span, spans, compared } = cash.time;
  const counted = (measure: Measure) =>
    seen
      .filter(({ flow }) => measure === 'net' || flow === measure)
      .filter((line) => within(span)(line) || (compared && within(compared)(line)));
  if (expectSides(cash, counted('net'))) {
    const [sums] = cash.currencies;
    for (const side of ['income', 'spending'] as const) {
      const lines = counted('net').filter(({ flow }) => flow === side);
      const minor = spans.map((each) => convertLines(known, lines.filter(within(each)), side));
      expect(sums?.[side].minor).toEqual(minor);
      expect(sums?.[side].totalMinor).toBe(minor.reduce((all, each) => all + each, 0));
    }
  }
  const breakdown = await getBreakdown(owner, 'custom', asked, today);
  const { measure } = breakdown;
  const isIn = ({ flow }: Line) => measure === 'net' || flow === measure;
  if (expectSides(breakdown, counted(measure), ({ account }) => account)) {
    const rowsOf = breakdown.currencies[0]?.rows ?? [];
    for (const { key, minor } of rowsOf) {
      if (!key) continue;
      const own = seen.filter((line) => isIn(line) && isOf(key, line));
      const sides = ['income', 'spending'] as const;
      const cell = (each: { from: string; to: string }) =>
        sides.reduce((all, side) => {
          const lines = own.filter((line) => line.flow === side).filter(within(each));
          const sign = measure === 'net' && side === 'spending' ? -1 : 1;
          return all + sign * convertLines(known, lines, side) + 0;
        }, 0);
      expect(minor).toEqual(spans.map(cell));
    }
    const all = rowsOf.reduce((sum, { totalMinor }) => sum + totalMinor, 0);
    expect(breakdown.currencies[0]?.total.totalMinor ?? 0).toBe(all);
  }
  const years = await getYears(owner, asked, today);
  const inYears = seen
    .filter(({ flow }) => years.measure === 'net' || flow === years.measure)
    .filter(({ date }) => date <= today && date >= `${years.years.at(-1)}-01-01`);
  if (expectSides(years, inYears)) {
    const [sums] = years.currencies;
    for (const [index, year] of years.years.entries()) {
      const own = inYears.filter(({ date }) => date.startsWith(`${year}-`));
      const byDay = [...Map.groupBy(own, ({ date }) => date)].map(([, lines]) =>
        (['income', 'spending'] as const).reduce((all, side) => {
          const sign = years.measure === 'net' && side === 'spending' ? -1 : 1;
          const some = lines.filter(({ flow }) => flow === side);
          return all + sign * convertLines(known, some, side);
        }, 0),
      );
      const total = byDay.reduce((all, each) => all + each, 0) + 0;
      // Of an earlier year that is not known from its beginning there is none.
      const last = sums?.courses[index]?.findLast((each) => each !== null);
      if (typeof last === 'number') expect(last).toBe(total);
      const months = sums?.months[index] ?? [];
      expect(months.reduce<number>((all, each) => all + (each ?? 0), 0)).toBe(total);
    }
  }
}

async function expectBreakdown(viewer: TestHousehold, asked: ReportQuery, seen: Line[]) {
  const { time, currencies, measure, by } = await getBreakdown(viewer, 'custom', asked, today);
  expectTime(time.spans, time.span);
  const counted = seen.filter(({ flow }) => measure === 'net' || flow === measure);
  for (const line of counted.filter(within(time.span))) {
    expect(currencies.map(({ currency }) => currency)).toContain(line.currency);
  }
  for (const { currency, rows, total, others } of currencies) {
    const own = counted.filter((line) => line.currency === currency);
    const at = (lines: Line[]) => ({
      minor: time.spans.map((span) => sumOf(lines.filter(within(span)), measure)),
      totalMinor: sumOf(lines.filter(within(time.span)), measure),
      beforeMinor: time.compared && sumOf(lines.filter(within(time.compared)), measure),
    });
    expect(total).toEqual(at(own));
    const path = figurePath(asked, { measure, span: time.span });
    const sign = measure === 'spending' ? -1 : 1;
    expect(sign * (await behind(viewer, path, currency)) + 0).toBe(total.totalMinor);
    for (const { key, name: _, ...sums } of rows) {
      if (key === null) continue;
      expect(sums).toEqual(at(own.filter((line) => isOf(key, line))));
      const span =
        time.spans[sums.totalMinor === 0 ? 0 : sums.minor.findIndex((each) => each !== 0)];
      if (!span) continue;
      const cell = figurePath(asked, { measure, span, key });
      const index = time.spans.indexOf(span);
      expect(sign * (await behind(viewer, cell, currency)) + 0).toBe(sums.minor[index]);
    }
    if (by !== 'tag') {
      const all = rows.reduce((sum, { totalMinor }) => sum + totalMinor, 0);
      expect(all).toBe(total.totalMinor);
    }
    expect(rows.length).toBeLessThanOrEqual((asked.rows ?? 0) + 1);
    expect(others).not.toBe(1);
  }
}

/** Without gaps, from the first day to the last, each within one step of the calendar. */
function expectTime(spans: { from: string; to: string }[], all: { from: string; to: string }) {
  expect([spans[0]?.from, spans.at(-1)?.to]).toEqual([all.from, all.to]);
  for (const [index, { from, to }] of spans.entries()) {
    expect(from <= to).toBe(true);
    expect(epochDay(to) - epochDay(from)).toBeLessThan(366);
    if (index > 0) expect(from).toBe(addDays(spans[index - 1]?.to ?? '', 1));
    if (index > 0) expect(from).toMatch(/-01$/);
  }
}

async function expectOthers(viewer: TestHousehold, asked: ReportQuery, seen: Line[]) {
  const cash = await getCashFlow(viewer, asked, today);
  for (const { currency, income, spending } of cash.currencies) {
    const own = seen.filter((line) => line.currency === currency);
    for (const [index, span] of cash.time.spans.entries()) {
      const lines = own.filter(within(span));
      expect(income.minor[index]).toBe(sumOf(lines, 'income'));
      expect(spending.minor[index]).toBe(sumOf(lines, 'spending'));
    }
    const path = figurePath(asked, { measure: 'net', span: cash.time.span });
    expect(await behind(viewer, path, currency)).toBe(income.totalMinor - spending.totalMinor);
  }
  const flow = await getFlow(viewer, asked, today);
  for (const {
    currency,
    incomeMinor,
    spendingMinor,
    sources,
    groups,
    takenBack,
  } of flow.currencies) {
    const own = seen.filter((line) => line.currency === currency).filter(within(flow.time.span));
    expect([incomeMinor, spendingMinor]).toEqual([sumOf(own, 'income'), sumOf(own, 'spending')]);
    const branches = [...sources, ...groups.flatMap((group) => group.branches), ...takenBack];
    for (const { minor } of branches) expect(minor).toBeGreaterThan(0);
    const list = async (of: Measure, key: RowKey, minor: number) => {
      const path = figurePath(asked, { measure: of, span: flow.time.span, key });
      expect(Math.abs(await behind(viewer, path, currency))).toBe(minor);
    };
    for (const { key, minor, isBack } of sources) {
      await list(isBack ? 'spending' : 'income', { by: 'category', ...key }, minor);
    }
    for (const { id, minor, isWhole, branches: some } of groups) {
      if (isWhole) await list('spending', { by: 'group', id }, minor);
      for (const { key } of some.slice(0, 1)) {
        await list('spending', { by: 'category', ...key }, some[0]?.minor ?? 0);
      }
    }
    const total = (some: { minor: number }[]) => some.reduce((sum, { minor }) => sum + minor, 0);
    expect(total(sources) - total(groups) - total(takenBack)).toBe(incomeMinor - spendingMinor);
  }
  const { measure, years, currencies } = await getYears(viewer, asked, today);
  for (const { currency, months, courses } of currencies) {
    const own = seen.filter((line) => line.currency === currency && line.date <= today);
    for (const [index, year] of years.entries()) {
      const ofYear = own.filter(({ date }) => date.startsWith(`${year}-`));
      for (const [month, minor] of (months[index] ?? []).entries()) {
        const name = `${year}-${String(month + 1).padStart(2, '0')}`;
        const lines = ofYear.filter(({ date }) => date.startsWith(name));
        if (minor === null) expect(lines).toEqual([]);
        else expect(minor).toBe(sumOf(lines, measure));
      }
      const course = courses[index]?.filter((each) => each !== null) ?? [];
      const isKnown = index === 0 || own.some(({ date }) => date <= `${year}-01-31`);
      if (course.length > 0) expect(course.at(-1)).toBe(sumOf(ofYear, measure));
      else expect(isKnown).toBe(false);
    }
  }
}

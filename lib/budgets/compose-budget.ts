import 'server-only';
import type { CategoryDto } from '#lib/categories/contract';
import { epochDay } from '#lib/dates/civil-date';
import { daysOf, type Span } from '#lib/dates/cycles';
import { convert, type RateBook } from '#lib/rates/read-rates';
import type { BudgetDto, BudgetGroupDto, BudgetLineDto, BudgetSettingsDto } from './contract.ts';
import type { Spent } from './read-spent.ts';
import { type Carry, carriedInto, carryIn, type Plan, planIn } from './reckon.ts';

export type BudgetBooks = {
  settings: BudgetSettingsDto;
  /** Up to the one that is shown. */
  spans: readonly Span[];
  /** Of each of them, whether there are days of it, and rows from before it began. */
  isWhole: readonly boolean[];
  plans: ReadonlyMap<string, Plan[]>;
  carries: ReadonlyMap<string, Carry[]>;
  /** Groups first. */
  categories: readonly CategoryDto[];
  spent: readonly Spent[];
  /** For what was spent in other currencies in the last period. */
  rates: RateBook;
};

/** The figures of a period from what was planned and what was spent; nothing else is asked. */
export function composeBudget(books: BudgetBooks): Omit<BudgetDto, 'balanceOnlyCount'> {
  const { settings, spans, plans, spent } = books;
  const last = spans.length - 1;
  const span = spans[last];
  if (!span) throw new RangeError('A budget has a period.');
  const own = spent.filter(({ currency }) => currency === settings.currency);
  const ledger = makeLedger(own, books);
  const { groups, unplanned, planned } = sortLines(books, ledger);
  const sum = (lines: BudgetLineDto[], of: (line: BudgetLineDto) => number) =>
    lines.reduce((all, line) => all + of(line), 0);
  const shown = own.filter((each) => each.span === last);
  return {
    settings,
    span,
    groups,
    unplanned,
    plannedMinor: sum(planned, ({ plan }) => plan?.minor ?? 0),
    carriedMinor: sum(planned, ({ carriedMinor }) => carriedMinor),
    spentMinor: sum(planned, ({ spentMinor }) => spentMinor),
    unplannedMinor: sum(unplanned, ({ spentMinor }) => spentMinor),
    pendingMinor: shown.reduce((all, each) => all + each.pendingMinor, 0),
    others: sumOthers(books),
    pace: composePace(books, own, planned),
    hasEarlierPlans: [...plans.values()].some((said) =>
      said.some(({ startsOn, amountMinor }) => startsOn < span.from && amountMinor !== null),
    ),
  };
}

type Sums = { spentMinor: number; pendingMinor: number };
type Ledger = (ids: readonly (string | null)[], span: number) => Sums;

/** What some categories come to in a period. */
function makeLedger(own: readonly Spent[], { settings }: BudgetBooks): Ledger {
  const sums = new Map<string, Sums>();
  const keyOf = (categoryId: string | null, span: number) => `${categoryId} ${span}`;
  for (const row of own) {
    const key = keyOf(row.categoryId, row.span);
    sums.set(key, add(sums.get(key), { ...row, spentMinor: countOf(row, settings) }));
  }
  return (ids, span) =>
    ids.reduce<Sums>((all, id) => add(all, sums.get(keyOf(id, span))), add(undefined, undefined));
}

function add(one: Sums | undefined, other: Sums | undefined): Sums {
  return {
    spentMinor: (one?.spentMinor ?? 0) + (other?.spentMinor ?? 0),
    pendingMinor: (one?.pendingMinor ?? 0) + (other?.pendingMinor ?? 0),
  };
}

/** A category with its plan; a group's is for all its categories. */
function toLine(category: CategoryDto, books: BudgetBooks, ledger: Ledger): BudgetLineDto {
  const { spans, plans, carries, categories } = books;
  const ids = categories
    .filter(({ id, groupId }) => id === category.id || groupId === category.id)
    .map(({ id }) => id);
  const said = isPlannable(category) ? (plans.get(category.id) ?? []) : [];
  const modes = carries.get(category.id) ?? [];
  const periods = spans.map((span, index) => ({
    plan: planIn(said, span),
    planMinor: planIn(said, span)?.amountMinor ?? null,
    spentMinor: ledger(ids, index).spentMinor,
    mode: carryIn(modes, span),
  }));
  const now = periods.at(-1);
  const minor = now?.planMinor ?? null;
  return {
    ...withoutPlan(category, ledger(ids, spans.length - 1)),
    plan: minor === null ? null : { minor, once: now?.plan?.once ?? false },
    carry: now?.mode ?? 'none',
    carriedMinor: minor === null ? 0 : carriedInto(periods),
  };
}

function withoutPlan(
  { id, name, icon }: { id: string | null; name: string; icon: CategoryDto['icon'] },
  sums: Sums,
  isDirect = false,
): BudgetLineDto {
  return {
    categoryId: id,
    name,
    icon,
    plan: null,
    carry: 'none',
    carriedMinor: 0,
    ...sums,
    isDirect,
  };
}

/** Transfers, income and what is left out of spending have no plan. */
export function isPlannable({ kind, excludeFromSpending }: CategoryDto): boolean {
  return kind === 'spending' && !excludeFromSpending;
}

export function countOf(
  { spentMinor, pendingMinor }: Sums,
  { countsPending }: BudgetSettingsDto,
): number {
  return countsPending ? spentMinor : spentMinor - pendingMinor;
}

/** `planned` are the lines that together hold each planned amount once: a group's categories are within it. */
function sortLines(books: BudgetBooks, ledger: Ledger) {
  const { categories, spans } = books;
  const last = spans.length - 1;
  const groups: BudgetGroupDto[] = [];
  const planned: BudgetLineDto[] = [];
  const nothing = { id: null, name: 'No category', icon: 'shapes' } as const;
  const unplanned = [withoutPlan(nothing, ledger([null], last))];
  for (const group of categories.filter(({ groupId }) => groupId === null)) {
    const whole = toLine(group, books, ledger);
    const lines = categories
      .filter(({ groupId }) => groupId === group.id)
      .map((each) => toLine(each, books, ledger));
    if (whole.plan !== null) {
      groups.push({ name: group.name, whole, lines: lines.filter(isShown) });
      planned.push(whole);
      continue;
    }
    const withPlan = lines.filter(({ plan }) => plan !== null);
    planned.push(...withPlan);
    unplanned.push(withoutPlan(group, ledger([group.id], last), true));
    unplanned.push(...lines.filter(({ plan }) => plan === null));
    if (withPlan.length > 0) groups.push({ name: group.name, whole: null, lines: withPlan });
  }
  const shown = unplanned.filter(isShown).sort((a, b) => b.spentMinor - a.spentMinor);
  return { groups, planned, unplanned: shown };
}

function isShown({ plan, spentMinor, pendingMinor }: BudgetLineDto): boolean {
  return plan !== null || spentMinor !== 0 || pendingMinor !== 0;
}

export function sumOthers({ settings, spent, spans, rates }: BudgetBooks): BudgetDto['others'] {
  const firstDay = epochDay(spans.at(-1)?.from ?? '');
  const parts = spent
    .filter(({ currency, span }) => currency !== settings.currency && span === spans.length - 1)
    .map((row) => ({
      currency: row.currency,
      minor: countOf(row, settings),
      day: firstDay + (row.day ?? 0),
    }));
  return [...Map.groupBy(parts, ({ currency }) => currency)]
    .map(([currency, own]) => ({
      currency,
      spentMinor: own.reduce((sum, { minor }) => sum + minor, 0),
      convertedMinor: convert(rates, own),
    }))
    .filter(({ spentMinor }) => spentMinor !== 0)
    .sort((a, b) => a.currency.localeCompare(b.currency));
}

/** By the end of each day: of this period, and in the mean of those before it. */
function composePace(
  books: BudgetBooks,
  own: readonly Spent[],
  planned: readonly BudgetLineDto[],
): BudgetDto['pace'] {
  const { categories } = books;
  const ids = new Set(planned.map(({ categoryId }) => categoryId));
  const groupOf = new Map(categories.map(({ id, groupId }) => [id, groupId]));
  const isMeant = ({ categoryId }: Spent) =>
    categoryId !== null && (ids.has(categoryId) || ids.has(groupOf.get(categoryId) ?? null));
  const pace = paceOf(books, own.filter(isMeant));
  return planned.length > 0 ? pace : { ...pace, usual: null };
}

/** What some rows come to by the end of each day: in the last period, and in the mean of the whole ones before. */
export function paceOf(
  { settings, spans, isWhole }: BudgetBooks,
  rows: readonly Spent[],
): BudgetDto['pace'] {
  const last = spans.length - 1;
  const courses = spans.map((span, index) => {
    const days = new Array<number>(daysOf(span)).fill(0);
    for (const row of rows) {
      if (row.span !== index || row.day === null) continue;
      days[row.day] = (days[row.day] ?? 0) + countOf(row, settings);
    }
    let sum = 0;
    return days.map((minor) => (sum += minor));
  });
  const before = courses.filter((_, index) => index < last && isWhole[index]);
  const spent = courses[last] ?? [];
  const mean = (day: number) =>
    Math.round(
      before.reduce((sum, course) => sum + (course[day] ?? course.at(-1) ?? 0), 0) / before.length,
    );
  return {
    spent,
    usual: before.length > 0 ? spent.map((_, day) => mean(day)) : null,
    usualOf: before.length,
  };
}

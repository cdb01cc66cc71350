import 'server-only';
import { cache } from 'react';
import type { CategoryDto } from '#lib/categories/contract';
import { listCategories, rememberCategories } from '#lib/categories/queries';
import { type CivilDate, epochDay } from '#lib/dates/civil-date';
import { lastSpans, type Span, spanBefore, spanOn } from '#lib/dates/cycles';
import { readSights, type Viewer } from '#lib/privacy/viewer';
import { readRateBook } from '#lib/rates/read-rates';
import { remembered } from '#lib/versions/remembered';
import { seenTopics } from '#lib/versions/shown-topics';
import { composeBudget, isPlannable } from './compose-budget.ts';
import { composeSpending } from './compose-spending.ts';
import {
  type BudgetDto,
  type BudgetSettingsDto,
  type SpendingDto,
  type SuggestionDto,
  type SuggestionsDto,
  suggestionSpans,
} from './contract.ts';
import { readEnds } from './read-ends.ts';
import { firstCarry, readSettings, rememberPlanned, rememberSettings } from './read-plans.ts';
import { readSpent, type Spent } from './read-spent.ts';
import { median } from './reckon.ts';

/** The most periods through which a surplus is followed back: ten years of weeks. */
const chainLimit = 520;
/** So many periods before say what is usual. */
const usualSpans = 3;

/** What the books are read from; whole, as whoever comes second is given what the first has read. */
const bookTopics = [
  ...seenTopics,
  'budgets',
  'transactions',
  'rows',
  'categories',
  'rates',
  'goals',
] as const;

/** The period that a day lies in: what is planned, what was spent and what is left of it. */
export const getBudget = remembered(
  'budget',
  bookTopics,
  async (viewer: Viewer, on: CivilDate): Promise<BudgetDto> => {
    const { balanceOnlyCount, ...books } = await readBooks(viewer, on);
    return { ...composeBudget(books), balanceOnlyCount };
  },
);

/** What was spent in the period that a day lies in up to its end, planned or not, beside what is usual. */
export const getSpending = remembered(
  'spent lately',
  bookTopics,
  async (viewer: Viewer, on: CivilDate): Promise<SpendingDto> =>
    composeSpending(await readBooks(viewer, on), on),
);

/**
 * Read once where one page asks for both, and not kept: what is made of them is, and is far smaller. For these two
 * alone, which have read the version before.
 */
const readBooks = cache(async (viewer: Viewer, on: CivilDate) => {
  const [{ settings, plans, carries }, categories, { firstDay }, sights] = await Promise.all([
    rememberSettings(viewer).then(async (settings) => ({
      settings,
      ...(await rememberPlanned(viewer, settings.currency)),
    })),
    rememberCategories(viewer),
    readEnds(viewer),
    readSights(viewer),
  ]);
  const span = spanOn(settings.cycle, on);
  const spans = listSpans(settings, span, firstCarry(carries));
  const daysFrom = spans.length - 1 - usualSpans;
  const spent = await readSpent(viewer, {
    spans,
    currency: settings.currency,
    daily: {
      from: daysFrom,
      categoriesBefore: withTheirCategories([...carries.keys()], categories),
    },
  });
  const rates = await readRateBook(viewer, {
    to: settings.currency,
    currencies: spent.map(({ currency }) => currency),
    fromDay: epochDay(span.from),
    toDay: epochDay(span.to),
  });
  const whole = spans.map(({ from }, index) => index >= daysFrom && from >= (firstDay ?? span.to));
  const balanceOnlyCount = [...sights.values()].filter((sight) => sight === 'balance').length;
  const books = { settings, spans, plans, carries, categories, spent, isWhole: whole, rates };
  return { ...books, balanceOnlyCount };
});

/** The period and those before it: what is usual, and whatever still carries on into it. */
function listSpans(settings: BudgetSettingsDto, span: Span, carriedFrom: CivilDate | null): Span[] {
  const spans = lastSpans(settings.cycle, span, usualSpans + 1);
  while (spans.length < chainLimit && carriedFrom && (spans[0]?.from ?? '') > carriedFrom) {
    spans.unshift(spanBefore(settings.cycle, spans[0] ?? span));
  }
  return spans;
}

/** A group is what its categories are. */
function withTheirCategories(ids: string[], categories: CategoryDto[]): string[] {
  const named = new Set(ids);
  return categories
    .filter(({ id, groupId }) => named.has(id) || (groupId !== null && named.has(groupId)))
    .map(({ id }) => id);
}

/** What the periods before one say that a plan could be. */
export async function getSuggestions(viewer: Viewer, on: CivilDate): Promise<SuggestionsDto> {
  const settings = await readSettings(viewer);
  const [categories, { firstDay }] = await Promise.all([
    listCategories(viewer.householdId),
    readEnds(viewer),
  ]);
  const before = spanBefore(settings.cycle, spanOn(settings.cycle, on));
  const [few, many] = suggestionSpans;
  const spans = lastSpans(settings.cycle, before, many).filter(
    ({ from }) => firstDay !== null && from >= firstDay,
  );
  const { currency, countsPending } = settings;
  const spent = await readSpent(viewer, { spans, currency });
  const sums = sumBySpan(
    spent.filter((each) => each.currency === currency),
    countsPending,
  );
  const suggest = ({ id, name, icon, groupId }: CategoryDto): SuggestionDto => {
    const members = categories.filter((each) => each.id === id || each.groupId === id);
    const bySpan = spans.map((_, index) =>
      members.reduce((sum, member) => sum + (sums.get(`${member.id} ${index}`) ?? 0), 0),
    );
    const of = (count: number) => (spans.length < count ? null : toPlan(bySpan.slice(-count)));
    return {
      categoryId: id,
      name,
      icon,
      groupId,
      medianOf3: of(Math.min(few, Math.max(spans.length, 1))),
      medianOf12: of(many),
    };
  };
  const items = categories
    .filter((category) => isPlannable(category) && !category.archived)
    .map(suggest);
  return { spans: spans.length, currency, from: spans[0]?.from ?? null, items, nextCursor: null };
}

/** Where more came back than was spent there is nothing to plan. */
function toPlan(bySpan: number[]): number | null {
  const middle = median(bySpan);
  return middle === null ? null : Math.max(middle, 0);
}

function sumBySpan(spent: Spent[], countsPending: boolean): Map<string, number> {
  const sums = new Map<string, number>();
  for (const { categoryId, span, spentMinor, pendingMinor } of spent) {
    const key = `${categoryId} ${span}`;
    const counted = countsPending ? spentMinor : spentMinor - pendingMinor;
    sums.set(key, (sums.get(key) ?? 0) + counted);
  }
  return sums;
}

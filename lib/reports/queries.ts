import 'server-only';
import { listAccounts } from '#lib/accounts/queries';
import { readEnds } from '#lib/budgets/read-ends';
import { listCategories } from '#lib/categories/queries';
import type { CivilDate } from '#lib/dates/civil-date';
import type { Span } from '#lib/dates/cycles';
import type { Viewer } from '#lib/privacy/viewer';
import { listTags } from '#lib/tags/queries';
import { anything, remembered } from '#lib/versions/remembered';
import { type BreakdownBooks, composeBreakdown, composeCashFlow } from './compose-breakdown.ts';
import { composeFlow } from './compose-flow.ts';
import { composeYears } from './compose-years.ts';
import type {
  BreakdownDto,
  CashFlowDto,
  FlowDto,
  ReportDto,
  ReportQuery,
  ReportTime,
  YearsDto,
} from './contract.ts';
import { readConverted } from './convert-sums.ts';
import { reportFilter } from './drill-down.ts';
import type { Question } from './read-sums.ts';
import { defaultRows, type Grouping, type Measure, type ReportKind } from './report-url.ts';
import { readTime } from './time.ts';

/** How many years stand beside each other: the lines that one chart tells apart. */
const yearLimit = 3;

/** Any report, as it is on a day. */
export function getReport(
  viewer: Viewer,
  kind: ReportKind,
  query: ReportQuery,
  today: CivilDate,
): Promise<ReportDto> {
  switch (kind) {
    case 'cash-flow':
      return getCashFlow(viewer, query, today);
    case 'flow':
      return getFlow(viewer, query, today);
    case 'years':
      return getYears(viewer, query, today);
    default:
      return getBreakdown(viewer, kind, query, today);
  }
}

/** What came in and what was spent. */
export const getCashFlow = remembered('cash-flow', anything, readCashFlow);

async function readCashFlow(
  viewer: Viewer,
  query: ReportQuery,
  today: CivilDate,
): Promise<CashFlowDto> {
  const time = await resolveTime(viewer, query, today);
  const { spans, compared } = time;
  const ask = { query, measure: 'net' as const, by: null };
  const { sums, conversion } = await readConverted(viewer, {
    now: toQuestion(ask, spans),
    before: compared && toQuestion(ask, [compared]),
  });
  const past = compared && { sums: sums.before, totals: sums.before };
  const books = { count: spans.length, totals: sums.now, before: past };
  return { time, currencies: composeCashFlow(books), conversion };
}

/** What a report of spending or income is by, and what a report of one's own measures, when nothing else is said. */
function settle(
  kind: Extract<ReportKind, 'spending' | 'income' | 'custom'>,
  query: ReportQuery,
): { measure: Measure; by: Grouping } {
  if (kind === 'custom') {
    return { measure: query.measure ?? 'spending', by: query.by ?? 'category' };
  }
  return { measure: kind, by: query.by ?? (kind === 'income' ? 'merchant' : 'category') };
}

/** Spending, income or what is left of it, by category, group, merchant, tag or account over time. */
export const getBreakdown = remembered('breakdown', anything, readBreakdown);

async function readBreakdown(
  viewer: Viewer,
  kind: Extract<ReportKind, 'spending' | 'income' | 'custom'>,
  query: ReportQuery,
  today: CivilDate,
): Promise<BreakdownDto> {
  const { measure, by } = settle(kind, query);
  const [time, nameRow] = await Promise.all([
    resolveTime(viewer, query, today),
    readNames(viewer, by, query),
  ]);
  const { spans, compared } = time;
  const ask = { query, measure, by };
  // By tag everything is asked for beside, because a line may have several or none.
  const whole = by === 'tag' ? { ...ask, by: null } : null;
  const { sums, conversion } = await readConverted(viewer, {
    now: toQuestion(ask, spans),
    allNow: whole && toQuestion(whole, spans),
    before: compared && toQuestion(ask, [compared]),
    allBefore: compared && whole && toQuestion(whole, [compared]),
  });
  const books = {
    measure,
    count: spans.length,
    sums: sums.now,
    totals: whole ? sums.allNow : sums.now,
    before: compared && { sums: sums.before, totals: whole ? sums.allBefore : sums.before },
    rows: query.rows ?? defaultRows,
    nameRow,
  };
  return { time, measure, by, currencies: composeBreakdown(books), conversion };
}

/** Where the money of a time came from and where it went. */
export const getFlow = remembered('flow', anything, readFlow);

async function readFlow(viewer: Viewer, query: ReportQuery, today: CivilDate): Promise<FlowDto> {
  const [time, categories] = await Promise.all([
    resolveTime(viewer, query, today),
    listCategories(viewer.householdId),
  ]);
  const ask = { query, measure: 'net' as const, by: 'category' as const };
  const { sums, conversion } = await readConverted(viewer, { now: toQuestion(ask, [time.span]) });
  return { time, currencies: composeFlow(sums.now, categories), conversion };
}

/** This year beside those before it, day by day and month by month. */
export const getYears = remembered('years', anything, readYears);

async function readYears(viewer: Viewer, query: ReportQuery, today: CivilDate): Promise<YearsDto> {
  const measure = query.measure ?? 'spending';
  const { firstDay } = await readEnds(viewer);
  const thisYear = Number(today.slice(0, 4));
  const years = Array.from({ length: yearLimit }, (_, index) => thisYear - index).filter(
    (year) => year === thisYear || year >= Number((firstDay ?? today).slice(0, 4)),
  );
  const span = { from: `${years.at(-1)}-01-01`, to: today };
  const filter = reportFilter(query, span);
  const { sums, conversion } = await readConverted(viewer, {
    now: { filter, measure, spans: 'days', by: null },
  });
  const currencies = composeYears(sums.now, { years, measure, today, firstDay });
  return { measure, years, currencies, conversion };
}

async function resolveTime(
  viewer: Viewer,
  query: ReportQuery,
  today: CivilDate,
): Promise<ReportTime> {
  return readTime(query, today, (await readEnds(viewer)).firstDay);
}

type Ask = { query: ReportQuery; measure: Measure; by: Grouping | null };

function toQuestion({ query, measure, by }: Ask, spans: Span[]): Question {
  const span = { from: spans[0]?.from ?? '', to: spans.at(-1)?.to ?? '' };
  const filter = reportFilter(query, span);
  return { filter, measure, spans, by: by === 'group' ? 'category' : by };
}

/** What the keys of a report's sums are called. */
async function readNames(
  viewer: Viewer,
  by: Grouping,
  { tagIds }: ReportQuery,
): Promise<BreakdownBooks['nameRow']> {
  switch (by) {
    case 'merchant':
      // No filter finds what somebody took the name of away.
      return (key) => (key ? { key: { by, id: key }, name: key } : { key: null, name: 'No name' });
    case 'account': {
      const { items } = await listAccounts(viewer);
      const names = new Map(
        items.map(({ id, name, mask }) => [id, mask ? `${name} ••${mask}` : name]),
      );
      return (key) =>
        key === null ? null : { key: { by, id: key }, name: names.get(key) ?? 'Unknown account' };
    }
    case 'tag': {
      const { items } = await listTags(viewer);
      const names = new Map(items.map(({ id, name }) => [id, name]));
      // Of a report on some tags a row of another would need both in one filter, which knows only either.
      const isMeant = (id: string) => !tagIds || tagIds.includes(id);
      return (key) =>
        key && isMeant(key)
          ? { key: { by, id: key }, name: names.get(key) ?? 'Unknown tag' }
          : null;
    }
    default:
      return nameCategories(await listCategories(viewer.householdId), by);
  }
}

function nameCategories(
  categories: Awaited<ReturnType<typeof listCategories>>,
  by: 'category' | 'group',
): BreakdownBooks['nameRow'] {
  const byId = new Map(categories.map((category) => [category.id, category]));
  return (id) => {
    if (id === null) {
      return { key: by === 'group' ? { by, id } : { by, id, direct: false }, name: 'No category' };
    }
    const category = byId.get(id);
    const name = category?.name ?? 'Unknown category';
    if (by === 'category') return { key: { by, id, direct: category?.groupId === null }, name };
    const groupId = category?.groupId ?? id;
    return { key: { by, id: groupId }, name: byId.get(groupId)?.name ?? name };
  };
}

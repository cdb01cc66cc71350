import 'server-only';
import type { BreakdownSums, CashFlowSums, ReportRow, ReportSums } from './contract.ts';
import type { Sum } from './read-sums.ts';
import type { Measure } from './report-url.ts';

/** What is shown of each currency is asked for once more where rows overlap, as those of tags do. */
export type BreakdownBooks = {
  measure: Measure;
  /** How many parts the time has. */
  count: number;
  /** By row; and all of it, each line once. */
  sums: readonly Sum[];
  totals: readonly Sum[];
  /** The same of the time that this one is held against; null where it is held against none. */
  before: { sums: readonly Sum[]; totals: readonly Sum[] } | null;
  /** So many rows, and one for all others. */
  rows: number;
  /** What a key of a sum stands for; null for what has no row. */
  nameRow: (key: string | null) => Pick<ReportRow, 'key' | 'name'> | null;
};

/** A table with a row for each thing, currency by currency, the one with most rows first. */
export function composeBreakdown(books: BreakdownBooks): BreakdownSums[] {
  const before = books.before?.totals ?? [];
  return listCurrencies([...books.totals, ...before], [...books.sums, ...before]).map(
    (currency) => {
      const own = (sums: readonly Sum[]) => sums.filter((sum) => sum.currency === currency);
      const past = books.before && {
        sums: own(books.before.sums),
        totals: own(books.before.totals),
      };
      const all = composeRows(books, own(books.sums), past?.sums ?? null);
      return {
        currency,
        ...limitRows(all, books),
        total: addUp(books, own(books.totals), past?.totals ?? null),
      };
    },
  );
}

/** Income and spending by time, each currency for itself. */
export function composeCashFlow(
  books: Pick<BreakdownBooks, 'count' | 'totals' | 'before'>,
): CashFlowSums[] {
  const before = books.before?.totals ?? [];
  return listCurrencies([...books.totals, ...before], books.totals).map((currency) => {
    const own = (sums: readonly Sum[]) => sums.filter((sum) => sum.currency === currency);
    const of = (measure: Measure) =>
      addUp({ ...books, measure }, own(books.totals), books.before && own(before));
    return { currency, income: of('income'), spending: of('spending') };
  });
}

/** Those of any amount, the one that is used most first. */
function listCurrencies(all: readonly Sum[], counted: readonly Sum[]): string[] {
  const counts = new Map<string, number>();
  for (const { currency } of all) counts.set(currency, counts.get(currency) ?? 0);
  for (const { currency } of counted) counts.set(currency, (counts.get(currency) ?? 0) + 1);
  return [...counts]
    .sort(([a, many], [b, more]) => more - many || a.localeCompare(b))
    .map(([currency]) => currency);
}

function composeRows(books: BreakdownBooks, sums: Sum[], before: Sum[] | null): ReportRow[] {
  const rows = new Map<
    string,
    Pick<ReportRow, 'key' | 'name'> & Record<'sums' | 'before', Sum[]>
  >();
  const sort = (some: readonly Sum[], into: 'sums' | 'before') => {
    for (const sum of some) {
      const named = books.nameRow(sum.key);
      if (!named) continue;
      const id = JSON.stringify(named.key);
      const row = rows.get(id) ?? { ...named, sums: [], before: [] };
      rows.set(id, row);
      row[into].push(sum);
    }
  };
  sort(sums, 'sums');
  sort(before ?? [], 'before');
  return [...rows.values()]
    .map((row) => ({
      key: row.key,
      name: row.name,
      ...addUp(books, row.sums, before && row.before),
    }))
    .filter(isSomething)
    .sort(
      (a, b) => Math.abs(b.totalMinor) - Math.abs(a.totalMinor) || a.name.localeCompare(b.name),
    );
}

function isSomething({ minor, beforeMinor }: ReportSums): boolean {
  return minor.some((each) => each !== 0) || (beforeMinor ?? 0) !== 0;
}

function limitRows(all: ReportRow[], { rows: limit, count }: BreakdownBooks) {
  // One alone is no fewer than "all others".
  if (all.length <= limit + 1) return { rows: all, others: 0 };
  const rest = all.slice(limit);
  const sum = (of: (row: ReportRow) => number) => rest.reduce((total, row) => total + of(row), 0);
  const others: ReportRow = {
    key: null,
    name: 'All others',
    minor: Array.from({ length: count }, (_, span) => sum(({ minor }) => minor[span] ?? 0)),
    totalMinor: sum(({ totalMinor }) => totalMinor),
    beforeMinor: rest[0]?.beforeMinor === null ? null : sum(({ beforeMinor }) => beforeMinor ?? 0),
  };
  return { rows: [...all.slice(0, limit), others], others: rest.length };
}

function addUp(
  { measure, count }: Pick<BreakdownBooks, 'measure' | 'count'>,
  sums: readonly Sum[],
  before: readonly Sum[] | null,
): ReportSums {
  const minor = new Array<number>(count).fill(0);
  for (const sum of sums) minor[sum.span] = (minor[sum.span] ?? 0) + measureOf(sum, measure);
  return {
    minor,
    totalMinor: minor.reduce((total, each) => total + each, 0),
    beforeMinor: before?.reduce((total, sum) => total + measureOf(sum, measure), 0) ?? null,
  };
}

export function measureOf({ incomeMinor, spendingMinor }: Sum, measure: Measure): number {
  if (measure === 'spending') return 0 - spendingMinor;
  return measure === 'income' ? incomeMinor : incomeMinor + spendingMinor;
}

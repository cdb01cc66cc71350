import { useEffect, useEffectEvent, useRef } from 'react';
import useSWR, { useSWRConfig } from 'swr';
import { getJson, sendJson } from '#lib/client/api';
import { useLiveTopic } from '#lib/client/live';
import { usePages } from '#lib/client/use-pages';
import {
  type TransactionDetailDto,
  type TransactionDto,
  type TransactionFilter,
  type TransactionPage,
  type TransactionPatch,
  type TransactionTotals,
  writeFilter,
} from './contract.ts';

const listPath = '/api/transactions';

/** Rows of the pages after the first, which the server renders: one reads on faster than one begins. */
const longLimit = 200;

/**
 * The filtered list, page after page. While another filter's rows are on their way the former ones
 * stay, marked `isStale`; when they do not come, there are none.
 *
 * @param fallback  the first page as the server rendered it, and the filter it was made for
 */
export function useTransactions(
  filter: TransactionFilter,
  fallback: { filter: TransactionFilter; page: TransactionPage },
) {
  const words = String(writeFilter(filter));
  const path = `${listPath}?${words}`;
  const { refresh, changePages, ...list } = usePages<TransactionPage>(path, {
    fallback: words === String(writeFilter(fallback.filter)) ? fallback.page : undefined,
    keepPreviousData: true,
    revalidateFirstPage: false,
    longLimit,
  });
  const onView = useFreshPages(list.pages, refresh);
  useChangedRows((row) => void changePages((page) => replaceRow(page, row)));
  return { ...list, onView };
}

type ReadPage = TransactionPage & { path: string };

/**
 * At each event, reads the pages again that are looked at, and the first, where new rows come; the
 * others when one scrolls to them.
 *
 * @returns to be told which rows are in view
 */
function useFreshPages(
  pages: ReadPage[] | undefined,
  refresh: (isMeant: (path: string) => boolean) => void,
): (first: number, last: number) => void {
  const inView = useRef<ReadonlySet<string>>(new Set());
  const outdated = useRef(new Set<string>());
  const read = (paths: string[]) => {
    const due = new Set(paths);
    for (const path of due) outdated.current.delete(path);
    refresh((path) => due.has(path));
  };
  useLiveTopic('transactions', () => {
    outdated.current = new Set(pages?.map(({ path }) => path));
    read([...inView.current, ...(pages?.slice(0, 1).map(({ path }) => path) ?? [])]);
  });
  return (first, last) => {
    inView.current = new Set(pathsOf(pages ?? [], first, last));
    const due = [...inView.current].filter((path) => outdated.current.has(path));
    if (due.length > 0) read(due);
  };
}

/** The pages that hold the rows from `first` to `last`. */
function pathsOf(pages: ReadPage[], first: number, last: number): string[] {
  let begin = 0;
  return pages.flatMap(({ items, path }) => {
    const isWithin = begin <= last && begin + items.length > first;
    begin += items.length;
    return isWithin ? [path] : [];
  });
}

/** What a filter's rows come to; undefined until it is known for the first time. */
export function useTotals(filter: TransactionFilter): TransactionTotals | undefined {
  const { data, mutate } = useSWR<TransactionTotals>(
    `${listPath}/totals?${writeFilter(filter)}`,
    getJson,
    { keepPreviousData: true },
  );
  useLiveTopic('transactions', () => void mutate());
  useChangedRows(() => void mutate());
  return data;
}

/** The newest few, for a card. */
export function useRecentTransactions(limit: number, fallback: TransactionPage) {
  const { data, mutate } = useSWR<TransactionPage>(`${listPath}?limit=${limit}`, getJson, {
    fallbackData: fallback,
  });
  useLiveTopic('transactions', () => void mutate());
  useChangedRows((row) => {
    void mutate((page) => page && replaceRow(page, row), { revalidate: false });
  });
  return data?.items ?? fallback.items;
}

/** One transaction in full; undefined while it loads. */
export function useTransaction(id: string | null) {
  const { data, error, mutate } = useSWR<TransactionDetailDto>(
    id ? `${listPath}/${id}` : null,
    getJson,
  );
  useLiveTopic('transactions', () => void mutate());
  const { mutate: mutateKey } = useSWRConfig();
  return {
    transaction: data,
    error: error as unknown,
    retry: () => mutate(),
    /** Shows the change at once and takes it back when the server refuses. Rejects with ApiError. */
    update: async (
      patch: TransactionPatch,
      optimistic: Partial<TransactionDetailDto>,
      options: { keepalive?: boolean } = {},
    ) => {
      const path = `${listPath}/${id}`;
      const changed = sendJson<TransactionDetailDto>('PATCH', path, patch, options);
      // By its key: the bound mutate() would write to the transaction that is open by then.
      await mutateKey<TransactionDetailDto>(path, changed, {
        optimisticData: (current) => ({ ...(current ?? data), ...optimistic }) as never,
        revalidate: false,
      });
      const row = await changed;
      for (const listener of rowListeners) listener(row);
    },
  };
}

const rowListeners = new Set<(row: TransactionDto) => void>();

/** Calls `onRow` with every row this page changed itself: a list shows it without asking the server. */
function useChangedRows(onRow: (row: TransactionDto) => void): void {
  const changed = useEffectEvent(onRow);
  useEffect(() => {
    const listener = (row: TransactionDto) => changed(row);
    rowListeners.add(listener);
    return () => {
      rowListeners.delete(listener);
    };
  }, []);
}

function replaceRow<Page extends TransactionPage>(page: Page, row: TransactionDto): Page {
  if (!page.items.some(({ id }) => id === row.id)) return page;
  return { ...page, items: page.items.map((each) => (each.id === row.id ? row : each)) };
}

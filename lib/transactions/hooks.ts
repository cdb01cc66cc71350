import { useEffect, useEffectEvent, useRef } from 'react';
import useSWR, { useSWRConfig } from 'swr';
import { getJson, sendJson } from '#lib/client/api';
import { useLiveTopic } from '#lib/client/live';
import { type MutatePages, usePages } from '#lib/client/use-pages';
import {
  type TransactionDetailDto,
  type TransactionDto,
  type TransactionFilter,
  type TransactionPage,
  type TransactionPatch,
  writeFilter,
} from './contract.ts';

const listPath = '/api/transactions';

/** What happened far down the list, where few look, is read once the events pause for this long. */
const deepReadDelayMs = 2_000;

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
  const { mutate, ...list } = usePages<TransactionPage>(path, {
    fallback: words === String(writeFilter(fallback.filter)) ? fallback.page : undefined,
    keepPreviousData: true,
  });
  useFreshPages(path, mutate);
  useChangedRows((row) => {
    void mutate((pages) => pages?.map((page) => replaceRow(page, row)), { revalidate: false });
  });
  return list;
}

/**
 * Reads the first page again at each event, and with it those whose beginnings it moved; the rest,
 * once, when events pause. A filter on the global mutate() would skip the keys of an infinite list.
 */
function useFreshPages(firstPath: string, mutate: MutatePages<TransactionPage>): void {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useLiveTopic('transactions', () => {
    // What is there stays: without it SWR would fall back to the page the server rendered.
    void mutate((pages) => pages, {
      revalidate: (page, path) => page === undefined || path === firstPath,
    });
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void mutate(), deepReadDelayMs);
  });
  useEffect(() => () => clearTimeout(timer.current), []);
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
  return { ...page, items: page.items.map((each) => (each.id === row.id ? row : each)) };
}

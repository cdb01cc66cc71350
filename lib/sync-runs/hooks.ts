import useSWR from 'swr';
import useSWRInfinite from 'swr/infinite';
import { getJson, sendJson } from '#lib/client/api';
import { useLiveTopic } from '#lib/client/live';
import type { RowChangePage, SyncRunPage, TransactionEventDto } from './contract.ts';

/**
 * The sync runs of a connection, newest first, page after page.
 *
 * @param fallback  the first page as the server rendered it, without quiet runs
 */
export function useSyncRuns(itemId: string, quiet: boolean, fallback: SyncRunPage) {
  const { data, error, size, setSize, isValidating, mutate } = useSWRInfinite<SyncRunPage>(
    (index, previous: SyncRunPage | null) => {
      if (index > 0 && !previous?.nextCursor) return null;
      const cursor = index > 0 ? `&cursor=${previous?.nextCursor}` : '';
      return `/api/items/${itemId}/sync-runs?quiet=${quiet}${cursor}`;
    },
    getJson,
    {
      fallbackData: quiet ? undefined : [fallback],
      keepPreviousData: true,
      revalidateFirstPage: false,
    },
  );
  useLiveTopic('items', () => void mutate());
  return {
    runs: data?.flatMap((page) => page.items) ?? [],
    error: error as unknown,
    isLoading: isValidating && (data?.length ?? 0) < size,
    hasMore: data?.at(-1)?.nextCursor != null,
    loadMore: () => setSize(size + 1),
    retry: () => mutate(),
  };
}

/** What one run did, row by row; nothing while `runId` is null. */
export function useSyncRun(itemId: string, runId: string | null) {
  const path = `/api/items/${itemId}/sync-runs/${runId}`;
  const { data, error, size, setSize, isValidating, mutate } = useSWRInfinite<RowChangePage>(
    (index, previous: RowChangePage | null) => {
      if (runId === null || (index > 0 && !previous?.nextCursor)) return null;
      return index > 0 ? `${path}?cursor=${previous?.nextCursor}` : path;
    },
    getJson,
  );
  return {
    run: data?.[0]?.run,
    rows: data?.flatMap((page) => page.items) ?? [],
    error: error as unknown,
    isLoading: isValidating && (data?.length ?? 0) < size,
    hasMore: data?.at(-1)?.nextCursor != null,
    loadMore: () => setSize(size + 1),
    /** Keeps a withdrawn row as the person's own, or lets it go again. Rejects with an ApiError. */
    keep: async (transactionId: string, kept: boolean) => {
      await sendJson('POST', `/api/transactions/${transactionId}/keep`, { kept });
      await mutate();
    },
  };
}

/** What the bank's data did to one transaction; asked for when it is shown. */
export function useTransactionEvents(transactionId: string) {
  const { data, error } = useSWR<{ items: TransactionEventDto[] }>(
    `/api/transactions/${transactionId}/history`,
    getJson,
  );
  return { events: data?.items, error: error as unknown };
}

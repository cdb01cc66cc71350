import useSWR from 'swr';
import { getJson, sendJson } from '#lib/client/api';
import { usePages } from '#lib/client/use-pages';
import type { RowChangePage, SyncRunPage, TransactionEventDto } from './contract.ts';

/**
 * The sync runs of a connection, newest first, page after page.
 *
 * @param fallback  the first page as the server rendered it, without quiet runs
 */
export function useSyncRuns(itemId: string, quiet: boolean, fallback: SyncRunPage) {
  const { pages, error, isLoading, hasMore, loadMore, retry } = usePages<SyncRunPage>(
    `/api/items/${itemId}/sync-runs?quiet=${quiet}`,
    {
      fallback: quiet ? undefined : fallback,
      topics: 'items',
      keepPreviousData: true,
      revalidateFirstPage: false,
    },
  );
  const runs = pages?.flatMap((page) => page.items) ?? [];
  return { runs, error, isLoading, hasMore, loadMore, retry };
}

/** What one run did, row by row; nothing while `runId` is null. */
export function useSyncRun(itemId: string, runId: string | null) {
  const { pages, error, isLoading, hasMore, loadMore, retry } = usePages<RowChangePage>(
    runId && `/api/items/${itemId}/sync-runs/${runId}`,
  );
  return {
    run: pages?.[0]?.run,
    rows: pages?.flatMap((page) => page.items) ?? [],
    error,
    isLoading,
    hasMore,
    loadMore,
    retry,
    /** Keeps a withdrawn row as the person's own, or lets it go again. Rejects with an ApiError. */
    keep: async (transactionId: string, kept: boolean) => {
      await sendJson('POST', `/api/transactions/${transactionId}/keep`, { kept });
      await retry();
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

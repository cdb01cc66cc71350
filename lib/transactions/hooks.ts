import useSWR, { useSWRConfig } from 'swr';
import useSWRInfinite from 'swr/infinite';
import { getJson, sendJson } from '#lib/client/api';
import { useLiveTopic } from '#lib/client/live';
import type { TransactionDetailDto, TransactionPage, TransactionPatch } from './contract.ts';

const listPath = '/api/transactions';

/** What the list is narrowed to; the same names as in the API and in the page's URL. */
export type TransactionFilter = { q?: string; accountId?: string; from?: string; to?: string };

/**
 * The filtered list, page after page.
 *
 * @param fallback  the first page as the server rendered it, and the filter it was made for
 */
export function useTransactions(
  filter: TransactionFilter,
  fallback: { filter: TransactionFilter; page: TransactionPage },
) {
  const isFallback = toQuery(filter) === toQuery(fallback.filter);
  const { data, error, size, setSize, isValidating, mutate } = useSWRInfinite<TransactionPage>(
    (index, previous: TransactionPage | null) => {
      if (index > 0 && !previous?.nextCursor) return null;
      const cursor = index > 0 ? { cursor: previous?.nextCursor ?? '' } : {};
      return `${listPath}?${toQuery({ ...filter, ...cursor })}`;
    },
    getJson,
    { fallbackData: isFallback ? [fallback.page] : undefined, keepPreviousData: true },
  );
  // A filter on mutate() skips keys of an infinite list: it needs its own.
  useLiveTopic('transactions', () => void mutate());
  return {
    pages: data,
    error: error as unknown,
    isLoading: isValidating && (data?.length ?? 0) < size,
    hasMore: data?.at(-1)?.nextCursor != null,
    loadMore: () => setSize(size + 1),
    retry: () => mutate(),
  };
}

/** The newest few, for a card. */
export function useRecentTransactions(limit: number, fallback: TransactionPage) {
  const { data, mutate } = useSWR<TransactionPage>(`${listPath}?limit=${limit}`, getJson, {
    fallbackData: fallback,
  });
  useLiveTopic('transactions', () => void mutate());
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
    /** Shows the change at once and takes it back when the server refuses. Rejects with ApiError. */
    update: (patch: TransactionPatch, optimistic: Partial<TransactionDetailDto>) =>
      mutateKey<TransactionDetailDto>(
        `${listPath}/${id}`,
        () => sendJson<TransactionDetailDto>('PATCH', `${listPath}/${id}`, patch),
        {
          optimisticData: (current) => ({ ...(current ?? data), ...optimistic }) as never,
          revalidate: false,
        },
      ),
  };
}

function toQuery(filter: Record<string, string | undefined>): string {
  const given = Object.entries(filter).filter((entry): entry is [string, string] => !!entry[1]);
  return new URLSearchParams(given.sort(([a], [b]) => a.localeCompare(b))).toString();
}

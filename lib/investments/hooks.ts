import { sendJson } from '#lib/client/api';
import { usePages } from '#lib/client/use-pages';
import type { ActivityPage, RefreshedDto } from './contract.ts';

/**
 * What happened in the investment accounts, or in one, page after page.
 *
 * @param fallback  the first page as the server rendered it
 */
export function useActivity(accountId: string | null, fallback: ActivityPage) {
  const narrowed = accountId === null ? '' : `?accountId=${accountId}`;
  const { pages, error, isLoading, hasMore, loadMore, retry } = usePages<ActivityPage>(
    `/api/investments/activity${narrowed}`,
    { fallback, topics: 'investments' },
  );
  return {
    rows: pages?.flatMap(({ items }) => items) ?? [],
    error,
    isLoading,
    hasMore,
    loadMore,
    retry,
  };
}

/** Has the bank asked at once; what it tells follows by itself. Rejects with an ApiError. */
export function refreshInvestments(itemId: string): Promise<RefreshedDto> {
  return sendJson<RefreshedDto>('POST', '/api/investments/refresh', { itemId });
}

import { useLiveTopic } from '#lib/client/live';
import { usePages } from '#lib/client/use-pages';
import type { ActivityPage } from './contract.ts';

/**
 * What happened in the investment accounts, or in one, page after page.
 *
 * @param fallback  the first page as the server rendered it
 */
export function useActivity(accountId: string | null, fallback: ActivityPage) {
  const narrowed = accountId === null ? '' : `?accountId=${accountId}`;
  const { pages, error, isLoading, hasMore, loadMore, retry } = usePages<ActivityPage>(
    `/api/investments/activity${narrowed}`,
    { fallback },
  );
  useLiveTopic('investments', () => void retry());
  return {
    rows: pages?.flatMap(({ items }) => items) ?? [],
    error,
    isLoading,
    hasMore,
    loadMore,
    retry,
  };
}

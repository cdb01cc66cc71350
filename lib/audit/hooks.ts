import { usePages } from '#lib/client/use-pages';
import type { AuditPage } from './contract.ts';
import type { AuditTopic } from './topics.ts';

/**
 * What was done, newest first, page after page.
 *
 * @param fallback  the first page of all topics as the server rendered it
 */
export function useAudit(topic: AuditTopic | null, fallback: AuditPage) {
  const { pages, error, isLoading, hasMore, loadMore, retry } = usePages<AuditPage>(
    topic ? `/api/audit?topic=${topic}` : '/api/audit',
    {
      fallback: topic ? undefined : fallback,
      keepPreviousData: true,
      revalidateFirstPage: false,
    },
  );
  const entries = pages?.flatMap((page) => page.items) ?? [];
  return { entries, error, isLoading, hasMore, loadMore, retry };
}

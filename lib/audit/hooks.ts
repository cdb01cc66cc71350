import useSWRInfinite from 'swr/infinite';
import { getJson } from '#lib/client/api';
import type { AuditPage, AuditTopic } from './contract.ts';

/**
 * What was done, newest first, page after page.
 *
 * @param fallback  the first page of all topics as the server rendered it
 */
export function useAudit(topic: AuditTopic | null, fallback: AuditPage) {
  const { data, error, size, setSize, isValidating, mutate } = useSWRInfinite<AuditPage>(
    (index, previous: AuditPage | null) => {
      if (index > 0 && !previous?.nextCursor) return null;
      const query = new URLSearchParams();
      if (topic) query.set('topic', topic);
      if (index > 0 && previous?.nextCursor) query.set('cursor', previous.nextCursor);
      return `/api/audit?${query}`;
    },
    getJson,
    {
      fallbackData: topic ? undefined : [fallback],
      keepPreviousData: true,
      revalidateFirstPage: false,
    },
  );
  return {
    entries: data?.flatMap((page) => page.items) ?? [],
    error: error as unknown,
    isLoading: isValidating && (data?.length ?? 0) < size,
    hasMore: data?.at(-1)?.nextCursor != null,
    loadMore: () => setSize(size + 1),
    retry: () => mutate(),
  };
}

import { sendJson } from '#lib/client/api';
import { saveFile } from '#lib/client/save-file';
import { usePages } from '#lib/client/use-pages';
import type { StatementPage } from './contract.ts';

/**
 * The months of the accounts, or of one, of which there are statements, page after page.
 *
 * @param q         the words that are looked for
 * @param fallback  the first page without any, as the server rendered it
 */
export function useStatements(
  { accountId, q }: { accountId: string | null; q: string },
  fallback: StatementPage,
) {
  const query = new URLSearchParams({ ...(accountId ? { accountId } : {}), ...(q ? { q } : {}) });
  const { pages, error, isLoading, hasMore, loadMore, retry } = usePages<StatementPage>(
    query.size > 0 ? `/api/statements?${query}` : '/api/statements',
    {
      fallback: q ? undefined : fallback,
      topics: 'statements',
      keepPreviousData: true,
    },
  );
  const statements = pages?.flatMap(({ items }) => items) ?? [];
  return { statements, isRead: pages !== undefined, error, isLoading, hasMore, loadMore, retry };
}

/** Fetches the document and has the browser save it; nothing of it is kept. Rejects with an ApiError. */
export function saveStatement(statementId: string): Promise<void> {
  return saveFile(`/api/statements/${statementId}/download`);
}

/** Has the bank asked for newer ones. Rejects with an ApiError. */
export function refreshStatements(itemId: string): Promise<void> {
  return sendJson<void>('POST', '/api/statements/refresh', { itemId });
}

import useSWRInfinite, { type SWRInfiniteConfiguration } from 'swr/infinite';
import { getJson } from './api.ts';

type CursorPage = { items: readonly unknown[]; nextCursor: string | null };

/** A page, and the path of the list it was read for. */
type ListedPage<Page> = Page & { list: string };

/**
 * A list of the API, page after page. Where `keepPreviousData` is set, another list's rows stay while
 * its own are on their way, marked `isStale`; when they do not come, there are none.
 *
 * @param path              of the first page, its query included; null asks for nothing
 * @param options.fallback  the first page as the server rendered it, if it is of this very path
 */
export function usePages<Page extends CursorPage>(
  path: string | null,
  {
    fallback,
    ...options
  }: { fallback?: Page } & Pick<
    SWRInfiniteConfiguration,
    'keepPreviousData' | 'revalidateFirstPage'
  > = {},
) {
  const list = path ?? '';
  const { data, error, size, setSize, isValidating, mutate } = useSWRInfinite<ListedPage<Page>>(
    (index, previous: CursorPage | null) => {
      if (path === null || index === 0) return path;
      return previous?.nextCursor ? addCursor(path, previous.nextCursor) : null;
    },
    async (pagePath: string) => ({ ...(await getJson<Page>(pagePath)), list }),
    { ...options, fallbackData: fallback && [{ ...fallback, list }] },
  );
  const isOther = data?.[0]?.list !== list;
  return {
    pages: error && isOther ? undefined : data,
    error: error as unknown,
    isStale: data !== undefined && isOther,
    isLoading: isValidating && (data?.length ?? 0) < size,
    hasMore: data?.at(-1)?.nextCursor != null,
    loadMore: () => setSize(size + 1),
    retry: () => mutate(),
    mutate,
  };
}

/** The pages' own type of the bound mutate(), for hooks that change rows in place. */
export type MutatePages<Page extends CursorPage> = ReturnType<typeof usePages<Page>>['mutate'];

function addCursor(path: string, cursor: string): string {
  return `${path}${path.includes('?') ? '&' : '?'}cursor=${encodeURIComponent(cursor)}`;
}

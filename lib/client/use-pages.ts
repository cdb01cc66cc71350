import { useState } from 'react';
import { useSWRConfig } from 'swr';
import useSWRInfinite, { type SWRInfiniteConfiguration, unstable_serialize } from 'swr/infinite';
import type { LiveTopic } from '#lib/live/contract';
import { getJson } from './api.ts';
import { readJson } from './ask-ahead.ts';
import { useLiveTopic } from './live.ts';
import { readOnce } from './read-once.ts';

type CursorPage = { items: readonly unknown[]; nextCursor: string | null };

/** A page, the path of the list it was read for, and its own. */
type ListedPage<Page> = Page & { list: string; path: string };

/**
 * A list of the API, page after page. Where `keepPreviousData` is set, another list's rows stay while
 * its own are on their way, marked `isStale`; when they do not come, there are none.
 *
 * @param path               of the first page, its query included; null asks for nothing
 * @param options.fallback   the first page as the server rendered it, if it is of this very path
 * @param options.topics     has all its pages read again, one reading at a time, when something of them changed
 * @param options.longLimit  for a list that grows long and takes `until`: the `limit` of the pages after
 *   the first. A page that is read again then ends where it ended before, however many rows that is:
 *   with its end every page after it would begin elsewhere, hundreds of them after one new row
 */
export function usePages<Page extends CursorPage>(
  path: string | null,
  {
    fallback,
    topics = [],
    longLimit,
    ...options
  }: {
    fallback?: Page;
    topics?: LiveTopic | readonly LiveTopic[];
    longLimit?: number;
  } & Pick<
    SWRInfiniteConfiguration,
    'keepPreviousData' | 'refreshInterval' | 'revalidateFirstPage'
  > = {},
) {
  const list = path ?? '';
  const { cache, mutate: mutateKey } = useSWRConfig();
  const [isKept] = useState(() => cache.get(unstable_serialize(() => path))?.data !== undefined);
  const { data, error, size, setSize, isValidating, mutate } = useSWRInfinite<ListedPage<Page>>(
    (index, previous: CursorPage | null) => {
      if (path === null || index === 0) return path;
      if (!previous?.nextCursor) return null;
      const cursor = `cursor=${encodeURIComponent(previous.nextCursor)}`;
      return addQuery(path, longLimit ? `${cursor}&limit=${longLimit}` : cursor);
    },
    async (pagePath: string) => {
      const former = cache.get(pagePath)?.data as Page | undefined;
      const page = await (longLimit && former?.nextCursor
        ? readUntil<Page>(pagePath, former.nextCursor, longLimit)
        : readJson<Page>(pagePath));
      return { ...page, list, path: pagePath };
    },
    { ...options, fallbackData: fallback && [{ ...fallback, list, path: list }] },
  );
  useLiveTopic(topics, (event) => {
    if (path !== null) readOnce(`pages ${path}`, event, () => mutate());
  });
  const isOther = data?.[0]?.list !== list;
  return {
    pages: error && isOther ? undefined : data,
    error: error as unknown,
    isStale: data !== undefined && isOther,
    /** It began with what an earlier visit left: what changed since nobody has told it. */
    isKept,
    isLoading: isValidating && (data?.length ?? 0) < size,
    hasMore: data?.at(-1)?.nextCursor != null,
    loadMore: () => setSize(size + 1),
    retry: () => mutate(),
    /** Reads the meant pages again. A filter on the global mutate() would skip an infinite list's keys. */
    refresh: (isMeant: (path: string) => boolean) =>
      // What is there stays: without it SWR would fall back to the page the server rendered.
      mutate((pages) => pages, {
        revalidate: (page, pagePath) => page === undefined || isMeant(String(pagePath)),
      }),
    /** Changes pages in place; each under its own key too, from which SWR would take the change back. */
    changePages: (change: (page: ListedPage<Page>) => ListedPage<Page>) =>
      mutate(
        (pages) =>
          pages?.map((page) => {
            const changed = change(page);
            if (changed !== page) void mutateKey(page.path, changed, { revalidate: false });
            return changed;
          }),
        { revalidate: false },
      ),
  };
}

/** What is from a page's beginning to its former end; more than fits ends earlier. */
async function readUntil<Page extends CursorPage>(
  path: string,
  end: string,
  limit: number,
): Promise<Page> {
  const until = `until=${encodeURIComponent(end)}`;
  const isFirst = !path.includes('cursor=');
  const page = await getJson<Page>(addQuery(path, isFirst ? `${until}&limit=${limit}` : until));
  return { ...page, nextCursor: page.nextCursor ?? end };
}

function addQuery(path: string, query: string): string {
  return `${path}${path.includes('?') ? '&' : '?'}${query}`;
}

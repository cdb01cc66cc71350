import { useEffect, useEffectEvent, useRef } from 'react';
import useSWR, { useSWRConfig } from 'swr';
import { getJson, sendJson } from '#lib/client/api';
import { askAhead } from '#lib/client/ask-ahead';
import { useLiveTopic } from '#lib/client/live';
import { readOnce } from '#lib/client/read-once';
import { useLive } from '#lib/client/use-live';
import { usePages } from '#lib/client/use-pages';
import { useSettled } from '#lib/client/use-settled';
import type { ChangeTagsInput } from '#lib/tags/contract';
import type {
  BulkResultDto,
  ChangedTransactionDto,
  TransactionDetailDto,
  TransactionDto,
  TransactionFilter,
  TransactionPage,
  TransactionPatch,
  TransactionTotals,
} from './contract.ts';
import { writeFilter } from './filter-url.ts';
import { tellRows, useRowEvents } from './row-events.ts';

const listPath = '/api/transactions';

/** Rows of the pages after the first, which the server renders: one reads on faster than one begins. */
const longLimit = 200;

/**
 * The filtered list, page after page. While another filter's rows are on their way the former ones
 * stay, marked `isStale`; when they do not come, there are none.
 *
 * @param fallback  the first page as the server rendered it, and the filter it was made for
 */
export function useTransactions(
  filter: TransactionFilter,
  fallback: { filter: TransactionFilter; page: TransactionPage },
) {
  const words = String(writeFilter(filter));
  const path = pathOf(filter);
  const { refresh, changePages, isKept, ...list } = usePages<TransactionPage>(path, {
    fallback: words === String(writeFilter(fallback.filter)) ? fallback.page : undefined,
    keepPreviousData: true,
    revalidateFirstPage: false,
    longLimit,
  });
  const { onView, readAgain } = useFreshPages(path, list.pages, refresh);
  const catchUp = useEffectEvent(() => {
    if (isKept) void readAgain();
  });
  useEffect(() => catchUp(), []);
  useRowEvents((event) => {
    if (event === 'read again') void readAgain();
    else void changePages((page) => changeRows(page, event));
  });
  return { ...list, onView };
}

const pathOf = (filter: TransactionFilter) => `${listPath}?${writeFilter(filter)}`;

/**
 * Asks for a filter's rows at the moment it is chosen. The list reads them once the URL has changed, which is a
 * transition of the router's and takes as long as the answer.
 */
export function useListAhead(): (filter: TransactionFilter) => void {
  const { cache } = useSWRConfig();
  return (filter) => {
    const path = pathOf(filter);
    // What is there already the list shows without asking.
    if (cache.get(path)?.data === undefined) askAhead(path);
  };
}

type ReadPage = TransactionPage & { path: string };

/**
 * At each event, and when told to, reads the pages again that are looked at, and the first, where new
 * rows come; the others when one scrolls to them. Wants to know which rows are in view.
 */
function useFreshPages(
  path: string,
  pages: ReadPage[] | undefined,
  refresh: (isMeant: (path: string) => boolean) => Promise<unknown>,
) {
  const inView = useRef<ReadonlySet<string>>(new Set());
  const outdated = useRef(new Set<string>());
  const read = (paths: string[]) => {
    const due = new Set(paths);
    for (const path of due) outdated.current.delete(path);
    return refresh((path) => due.has(path));
  };
  const readAgain = () => {
    outdated.current = new Set(pages?.map(({ path }) => path));
    return read([...inView.current, ...(pages?.slice(0, 1).map(({ path }) => path) ?? [])]);
  };
  useLiveTopic('transactions', (event) => readOnce(`pages ${path}`, event, readAgain));
  const onView = (first: number, last: number) => {
    inView.current = new Set(pathsOf(pages ?? [], first, last));
    const due = [...inView.current].filter((path) => outdated.current.has(path));
    if (due.length > 0) void read(due);
  };
  return { onView, readAgain };
}

/** The pages that hold the rows from `first` to `last`. */
function pathsOf(pages: ReadPage[], first: number, last: number): string[] {
  let begin = 0;
  return pages.flatMap(({ items, path }) => {
    const isWithin = begin <= last && begin + items.length > first;
    begin += items.length;
    return isWithin ? [path] : [];
  });
}

/** So long a filter stands still before it is added up: its rows come first, and nobody adds up each letter. */
const settleMs = 150;

/**
 * What a filter's rows come to; undefined until it is known for the first time. While another filter's are on
 * their way the former ones stay, marked `isStale`.
 */
export function useTotals(filter: TransactionFilter) {
  const words = String(writeFilter(filter));
  const settled = useSettled(words, settleMs);
  const { data, isLoading, mutate } = useLive<TransactionTotals>(
    `${listPath}/totals?${settled}`,
    'transactions',
    { keepPreviousData: true },
  );
  useRowEvents((event) => {
    if (event === 'read again') void mutate();
  });
  return { totals: data, isStale: settled !== words || isLoading };
}

/** How many wait to be reviewed, up to a limit; undefined until that is known. */
export function useInboxCount(): number | undefined {
  const { data, mutate } = useLive<{ count: number }>(`${listPath}/inbox`, 'transactions');
  useRowEvents((event) => {
    if (event === 'read again') void mutate();
  });
  return data?.count;
}

/** The newest few, for a card. */
export function useRecentTransactions(limit: number, fallback: TransactionPage) {
  const { data, mutate } = useLive<TransactionPage>(`${listPath}?limit=${limit}`, 'transactions', {
    fallbackData: fallback,
  });
  useRowEvents((event) => {
    if (event === 'read again') void mutate();
    else void mutate((page) => page && changeRows(page, event), { revalidate: false });
  });
  return data?.items ?? fallback.items;
}

/** So many are found from elsewhere. */
const foundLimit = 5;

/** The newest that a text finds, as one types it; none without one. */
export function useFoundTransactions(text: string): TransactionDto[] {
  const path = `${listPath}?${writeFilter({ q: text })}&limit=${foundLimit}`;
  const { data } = useSWR<TransactionPage>(text === '' ? null : path, getJson, {
    keepPreviousData: text !== '',
  });
  return (text !== '' && data?.items) || [];
}

/** One transaction in full; undefined while it loads. */
export function useTransaction(id: string | null) {
  const { data, error, mutate } = useLive<TransactionDetailDto>(
    id ? `${listPath}/${id}` : null,
    'transactions',
  );
  useRowEvents((event) => {
    if (event === 'read again') return void mutate();
    const changed = data && event(data);
    // Nothing is written over a row that is on its way: SWR would drop what arrives.
    if (changed && changed !== data) void mutate({ ...data, ...changed }, { revalidate: false });
  });
  const { mutate: mutateKey } = useSWRConfig();
  return {
    transaction: data,
    error: error as unknown,
    retry: () => mutate(),
    /** Keeps a note; resolves to the step by which it is taken back. Rejects with ApiError. */
    saveNote: async (note: string | null, options: { keepalive?: boolean }) => {
      const path = `${listPath}/${id}`;
      const row = await sendJson<ChangedTransactionDto>('PATCH', path, { note }, options);
      // By its key: another transaction may be open by then.
      void mutateKey(path, row, { revalidate: false });
      tellRows((each) => (each.id === row.id ? row : each));
      return row.undoStepId;
    },
  };
}

/** These, or all that a filter lets through. */
export type ChangedRows = { transactionIds: string[] } | { filter: TransactionFilter };

/**
 * Changes what the person decides. Shown at once on everything that lists the rows, and taken back
 * when the server refuses. Rejects with ApiError.
 *
 * @param show  how a row looks with the change
 */
export function changeTransactions(
  of: ChangedRows,
  patch: TransactionPatch,
  show: (row: TransactionDto) => TransactionDto,
): Promise<BulkResultDto> {
  return changeShown(of, show, (words) =>
    sendJson('POST', `${listPath}/bulk`, { of: words, patch }),
  );
}

/** The same for their tags. */
export function changeTransactionTags(
  of: ChangedRows,
  change: ChangeTagsInput,
  show: (row: TransactionDto) => TransactionDto,
): Promise<BulkResultDto> {
  return changeShown(of, show, (words) =>
    sendJson('POST', `${listPath}/tags`, { of: words, change }),
  );
}

async function changeShown(
  of: ChangedRows,
  show: (row: TransactionDto) => TransactionDto,
  send: (words: unknown) => Promise<BulkResultDto>,
): Promise<BulkResultDto> {
  const ids = 'transactionIds' in of ? new Set(of.transactionIds) : null;
  const former = new Map<string, TransactionDto>();
  tellRows((row) => {
    if (ids && !ids.has(row.id)) return row;
    former.set(row.id, row);
    return show(row);
  });
  const words =
    'transactionIds' in of ? of : { filter: Object.fromEntries(writeFilter(of.filter)) };
  try {
    const result = await send(words);
    tellRows('read again');
    return result;
  } catch (error) {
    tellRows((row) => former.get(row.id) ?? row);
    throw error;
  }
}

/** Takes a change back by its step. Rejects with ApiError. */
export async function undoTransactionChange(undoStepId: string): Promise<void> {
  await sendJson('POST', `/api/undo-steps/${undoStepId}`);
  tellRows('read again');
}

/** The same page where none of its rows is changed. */
function changeRows<Page extends TransactionPage>(
  page: Page,
  change: (row: TransactionDto) => TransactionDto,
): Page {
  const items = page.items.map(change);
  return items.some((row, index) => row !== page.items[index]) ? { ...page, items } : page;
}

import useSWR, { useSWRConfig } from 'swr';
import { getJson, sendJson } from '#lib/client/api';
import { useLive } from '#lib/client/use-live';
import type { TransactionFilter } from '#lib/transactions/contract';
import { writeFilter } from '#lib/transactions/filter-url';
import { useRowEvents } from '#lib/transactions/row-events';
import type {
  RemovedTagDto,
  TagCountsDto,
  TagDto,
  TagListDto,
  TransactionTagDto,
  TransactionTagsDto,
} from './contract.ts';

const path = '/api/tags';

/** Every tag of the household; undefined while they load. */
export function useTags(fallback?: TagListDto): TagDto[] | undefined {
  const { data } = useLive<TagListDto>(path, 'tags', { fallbackData: fallback });
  return data?.items;
}

/** Each rejects with an ApiError. */
export function useTagActions() {
  const { mutate } = useSWRConfig();
  const change = async <Answer extends TagListDto>(sent: Promise<Answer>): Promise<Answer> => {
    const answer = await sent;
    await mutate(path, { items: answer.items, nextCursor: null }, { revalidate: false });
    return answer;
  };
  return {
    /** Resolves to the tag of that name, new or not. */
    create: async (name: string): Promise<TagDto | undefined> => {
      const { items } = await change(sendJson<TagListDto>('POST', path, { name }));
      return items.find((each) => each.name.toLowerCase() === name.trim().toLowerCase());
    },
    rename: (id: string, name: string) =>
      change(sendJson<TagListDto>('PATCH', `${path}/${id}`, { name })),
    /** Resolves to the step it is taken back by; likewise `merge`. */
    remove: async (id: string) =>
      (await change(sendJson<RemovedTagDto>('DELETE', `${path}/${id}`))).undoStepId,
    merge: async (id: string, intoId: string) =>
      (await change(sendJson<RemovedTagDto>('POST', `${path}/${id}/merge`, { intoId }))).undoStepId,
    takeBack: async (undoStepId: string) => {
      await sendJson('POST', `/api/undo-steps/${undoStepId}`);
      await mutate(path);
    },
  };
}

/** What is said of tags on one transaction; undefined while it loads. */
export function useTagsOf(transactionId: string): TransactionTagDto[] | undefined {
  const { data, mutate } = useLive<TransactionTagsDto>(
    `/api/transactions/${transactionId}/tags`,
    'transactions',
  );
  useRowEvents((event) => {
    if (event === 'read again') void mutate();
  });
  return data?.items;
}

/** How many of what a filter lets through have each tag; null asks for nothing. */
export function useTagCounts(filter: TransactionFilter | null): TagCountsDto['items'] | undefined {
  const { data, mutate } = useSWR<TagCountsDto>(
    filter && `/api/transactions/tags?${writeFilter(filter)}`,
    getJson,
  );
  useRowEvents((event) => {
    if (event === 'read again') void mutate();
  });
  return data?.items;
}

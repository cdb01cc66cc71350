import useSWR, { useSWRConfig } from 'swr';
import { getJson, sendJson } from '#lib/client/api';
import { useLiveTopic } from '#lib/client/live';
import type {
  ChangeTagsInput,
  RemovedTagDto,
  TagDto,
  TagListDto,
  TransactionTagsDto,
} from './contract.ts';

const path = '/api/tags';

/** Every tag of the household; undefined while they load. */
export function useTags(fallback?: TagListDto): TagDto[] | undefined {
  const { data, mutate } = useSWR<TagListDto>(path, getJson, { fallbackData: fallback });
  useLiveTopic('tags', () => void mutate());
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

/** The tags of one transaction; undefined while they load. `change` rejects with an ApiError. */
export function useTagsOf(transactionId: string) {
  const tagsPath = `/api/transactions/${transactionId}/tags`;
  const { data, mutate } = useSWR<TransactionTagsDto>(tagsPath, getJson);
  useLiveTopic('transactions', () => void mutate());
  return {
    tags: data?.items,
    change: async (input: ChangeTagsInput) => {
      await mutate(sendJson<TransactionTagsDto>('PATCH', tagsPath, input), { revalidate: false });
    },
  };
}

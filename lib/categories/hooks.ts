import { useSWRConfig } from 'swr';
import { sendJson } from '#lib/client/api';
import { useLive } from '#lib/client/use-live';
import type {
  CategoryDto,
  CategoryListDto,
  CategoryPatch,
  CreateCategoryInput,
  MappingInput,
  MappingListDto,
  MergedCategoriesDto,
} from './contract.ts';

const path = '/api/categories';
const mappingPath = `${path}/mappings`;

/** Every category of the household, the archived among them; undefined while they load. */
export function useCategories(fallback?: CategoryListDto): CategoryDto[] | undefined {
  const { data } = useLive<CategoryListDto>(path, 'categories', { fallbackData: fallback });
  return data?.items;
}

/** Each rejects with an ApiError. */
export function useCategoryActions() {
  const { mutate } = useSWRConfig();
  const change = async <Answer extends CategoryListDto>(sent: Promise<Answer>): Promise<Answer> => {
    const answer = await sent;
    await mutate(path, { items: answer.items, nextCursor: null }, { revalidate: false });
    return answer;
  };
  return {
    create: (input: CreateCategoryInput) => change(sendJson<CategoryListDto>('POST', path, input)),
    update: (id: string, patch: CategoryPatch) =>
      change(sendJson<CategoryListDto>('PATCH', `${path}/${id}`, patch)),
    /** Resolves to the step it is taken back by. */
    merge: async (id: string, intoId: string) => {
      const merged = sendJson<MergedCategoriesDto>('POST', `${path}/${id}/merge`, { intoId });
      const { undoStepId } = await change(merged);
      void mutate(mappingPath);
      return undoStepId;
    },
    undoMerge: async (undoStepId: string) => {
      await sendJson('POST', `/api/undo-steps/${undoStepId}`);
      await Promise.all([mutate(path), mutate(mappingPath)]);
    },
  };
}

/** Where Plaid's categories go. `set` rejects with an ApiError. */
export function useMappings(fallback: MappingListDto) {
  const { data, mutate } = useLive<MappingListDto>(mappingPath, 'categories', {
    fallbackData: fallback,
  });
  return {
    mappings: (data ?? fallback).items,
    set: async (input: MappingInput) => {
      const sent = sendJson<MappingListDto>('PATCH', mappingPath, input);
      await mutate(sent, { revalidate: false });
    },
  };
}

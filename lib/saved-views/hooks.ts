import useSWR, { useSWRConfig } from 'swr';
import { getJson, sendJson } from '#lib/client/api';
import type { SavedViewDto, SavedViewInput, SavedViewListDto, SavedViewPatch } from './contract.ts';

const path = '/api/saved-views';

/** The person's views in their order; undefined while they load. */
export function useSavedViews(fallback?: SavedViewListDto): SavedViewDto[] | undefined {
  const { data } = useSWR<SavedViewListDto>(path, getJson, { fallbackData: fallback });
  return data?.items;
}

/** Each rejects with an ApiError. */
export function useSavedViewActions() {
  const { mutate } = useSWRConfig();
  const show = async (sent: Promise<SavedViewListDto>): Promise<void> => {
    await mutate(path, await sent, { revalidate: false });
  };
  return {
    create: (input: SavedViewInput) => show(sendJson('POST', path, input)),
    update: (id: string, patch: SavedViewPatch) => show(sendJson('PATCH', `${path}/${id}`, patch)),
    remove: (id: string) => show(sendJson('DELETE', `${path}/${id}`)),
  };
}

import useSWR, { useSWRConfig } from 'swr';
import { getJson, sendJson } from '#lib/client/api';
import { useLiveTopic } from '#lib/client/live';
import type {
  CreateItemInput,
  DisconnectItemInput,
  ItemDto,
  LinkTokenDto,
  LinkTokenInput,
} from './contract.ts';

const listPath = '/api/items';

type ItemList = { items: ItemDto[]; nextCursor: null };

/** The household's connections, kept current by the server's events. */
export function useItems(fallback: ItemDto[]) {
  const { data, mutate } = useSWR<ItemList>(listPath, getJson, {
    fallbackData: { items: fallback, nextCursor: null },
  });
  useLiveTopic('items', () => void mutate());
  return { items: data?.items ?? fallback };
}

/** What a person can do with connections; each rejects with an ApiError. */
export function useItemActions() {
  const { mutate } = useSWRConfig();
  const refresh = () => mutate(listPath);
  const send = async <Value>(
    method: 'POST' | 'DELETE',
    path: string,
    body?: unknown,
  ): Promise<Value> => {
    const result = await sendJson<Value>(method, path, body);
    await refresh();
    return result;
  };
  return {
    /** A token for Link is used at once and kept nowhere. */
    createLinkToken: (input: LinkTokenInput) =>
      sendJson<LinkTokenDto>('POST', `${listPath}/link-token`, input),
    connect: (input: CreateItemInput) => send<ItemDto>('POST', listPath, input),
    markRepaired: (itemId: string) => send<ItemDto>('POST', `${listPath}/${itemId}/repaired`),
    requestSync: (itemId: string) => send<ItemDto>('POST', `${listPath}/${itemId}/sync`),
    disconnect: (itemId: string, input: DisconnectItemInput) =>
      send<ItemDto>('DELETE', `${listPath}/${itemId}`, input),
  };
}

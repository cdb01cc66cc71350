import useSWR, { useSWRConfig } from 'swr';
import { getJson, sendJson } from '#lib/client/api';
import { useLive } from '#lib/client/use-live';
import type { SyncRunPage } from '#lib/sync-runs/contract';
import type {
  CreateItemInput,
  DisconnectItemInput,
  ItemDto,
  ItemHistoryDto,
  LinkTokenDto,
  LinkTokenInput,
  OpenLinkDto,
  RotationDto,
} from './contract.ts';

const listPath = '/api/items';

type ItemList = { items: ItemDto[]; nextCursor: null };

/** The household's connections, kept current by the server's events. */
export function useItems(fallback: ItemDto[]) {
  const { data } = useLive<ItemList>(listPath, 'items', {
    fallbackData: { items: fallback, nextCursor: null },
  });
  return { items: data?.items ?? fallback };
}

const tokenPath = `${listPath}/link-token`;
const historyPath = `${listPath}/history`;
type HistoryList = { items: ItemHistoryDto[] };

/** How much of each connection is here, kept current by the server's events. */
export function useItemHistories(fallback: ItemHistoryDto[]): ItemHistoryDto[] {
  const { data } = useLive<HistoryList>(historyPath, 'transactions', {
    fallbackData: { items: fallback },
  });
  return data?.items ?? fallback;
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
    createLinkToken: (input: LinkTokenInput) => sendJson<LinkTokenDto>('POST', tokenPath, input),
    /** The token that Link was opened with before a bank's own page took over. */
    findOpenLink: (id: string | null) =>
      getJson<OpenLinkDto>(id === null ? tokenPath : `${tokenPath}?id=${id}`),
    connect: (input: CreateItemInput) => send<ItemDto>('POST', listPath, input),
    markRepaired: (itemId: string) => send<ItemDto>('POST', `${listPath}/${itemId}/repaired`),
    requestSync: (itemId: string) => send<ItemDto>('POST', `${listPath}/${itemId}/sync`),
    listHistories: async () => (await getJson<HistoryList>(historyPath)).items,
    /** The Item's runs that began after a time (ISO 8601) and brought something. */
    listRunsSince: async (itemId: string, time: string | null) => {
      const { items } = await getJson<SyncRunPage>(`${listPath}/${itemId}/sync-runs`);
      return items.filter(({ startedAt }) => time === null || startedAt > time);
    },
    settleRevokedAccounts: (itemId: string, input: DisconnectItemInput) =>
      send<ItemDto>('POST', `${listPath}/${itemId}/revoked-accounts`, input),
    disconnect: (itemId: string, input: DisconnectItemInput) =>
      send<ItemDto>('DELETE', `${listPath}/${itemId}`, input),
  };
}

const rotationPath = '/api/operator/rotations';

/** For operators: the latest replacements of access tokens, and the way to order one. */
export function useRotations(fallback: RotationDto[]) {
  const { data, mutate } = useSWR<{ items: RotationDto[] }>(rotationPath, getJson, {
    fallbackData: { items: fallback },
    // The worker's work is of any household: no event of this one's tells of it.
    refreshInterval: (latest) =>
      latest?.items.some(({ status }) => status === 'under_way') ? 2_000 : 0,
  });
  return {
    rotations: data?.items ?? fallback,
    order: async (itemId: string) => {
      await sendJson<RotationDto>('POST', rotationPath, { itemId });
      await mutate();
    },
  };
}

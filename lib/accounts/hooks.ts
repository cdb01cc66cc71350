import useSWR from 'swr';
import { getJson, sendJson } from '#lib/client/api';
import { useLive } from '#lib/client/use-live';
import type {
  AccountDto,
  AccountListDto,
  AccountPatch,
  CreateAccountInput,
  RefreshDto,
} from './contract.ts';

/** The accounts to choose from, read when they are asked for; undefined until then. */
export function useAccountChoices(): AccountDto[] | undefined {
  return useSWR<AccountListDto>('/api/accounts', getJson).data?.items;
}

/** The household's accounts with net worth, kept current by the server's events. */
export function useAccounts(fallback: AccountListDto): AccountListDto {
  const { data } = useLive<AccountListDto>('/api/accounts', 'accounts', {
    fallbackData: fallback,
  });
  return data ?? fallback;
}

/** The accounts, for whoever only wants to go there; undefined while they load. */
export function useAccountList(): AccountDto[] | undefined {
  return useSWR<AccountListDto>('/api/accounts', getJson).data?.items;
}

/** One account, kept current by the server's events. */
export function useAccount(fallback: AccountDto): AccountDto {
  const { data } = useLive<AccountDto>(`/api/accounts/${fallback.id}`, 'accounts', {
    fallbackData: fallback,
  });
  return data ?? fallback;
}

/** Pages follow by the server's events. Each rejects with an ApiError. */
export const accountActions = {
  create: (input: CreateAccountInput) => sendJson<AccountDto>('POST', '/api/accounts', input),
  update: (id: string, patch: AccountPatch) =>
    sendJson<AccountDto>('PATCH', `/api/accounts/${id}`, patch),
  refresh: (id: string) => sendJson<RefreshDto>('POST', `/api/accounts/${id}/refresh`),
  remove: (id: string) => sendJson<{ id: string }>('DELETE', `/api/accounts/${id}`),
};

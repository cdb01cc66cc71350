import { useSWRConfig } from 'swr';
import { sendJson } from '#lib/client/api';
import { useLive } from '#lib/client/use-live';
import type { TieOutDto } from './contract.ts';

/**
 * The latest comparison of an account with its bank, kept current by the server's events; null
 * until there is one.
 */
export function useTieOut(accountId: string, fallback: TieOutDto | null) {
  const path = `/api/accounts/${accountId}`;
  const { data, mutate } = useLive<TieOutDto | null>(`${path}/tie-out`, 'accounts', {
    fallbackData: fallback,
    // Before the first comparison the answer is 404; an event tells when to ask.
    revalidateOnMount: fallback !== null,
    shouldRetryOnError: false,
  });
  const { mutate: mutateKey } = useSWRConfig();
  return {
    tieOut: data ?? null,
    /** Counts from the bank's balance on. Rejects with an ApiError. */
    acceptBalance: async () => {
      await mutate(sendJson<TieOutDto>('POST', `${path}/accept-balance`), { revalidate: false });
      await mutateKey(path);
    },
  };
}

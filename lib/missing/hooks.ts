import { getJson, sendJson } from '#lib/client/api';
import { useLive } from '#lib/client/use-live';
import type { BundleDto, MissingDto, MissingQuery } from './contract.ts';
import { writeQuestion } from './question-url.ts';

/** Where what is missing may be; nothing is asked while there is no question. */
export function useMissing(accountId: string, question: MissingQuery | null) {
  const path = `/api/accounts/${accountId}/missing`;
  const { data, error, isLoading, mutate } = useLive<MissingDto>(
    question && `${path}?${writeQuestion(question)}`,
    'transactions',
  );
  return {
    steps: data?.items,
    error: error as unknown,
    isLoading,
    retry: () => mutate(),
    /** Keeps a withdrawn row as the person's own. Rejects with an ApiError. */
    keep: async (transactionId: string) => {
      await sendJson('POST', `/api/transactions/${transactionId}/keep`, { kept: true });
      await mutate();
    },
    /** What to send to Plaid's support. Rejects with an ApiError. */
    readBundle: (asked: MissingQuery, amounts: boolean) =>
      getJson<BundleDto>(`${path}/bundle?${writeQuestion(asked)}&amounts=${amounts}`),
  };
}

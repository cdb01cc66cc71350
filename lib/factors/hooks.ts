import useSWR, { useSWRConfig } from 'swr';
import { getJson, sendJson } from '#lib/client/api';
import type { ChangedFactorsDto, FactorsDto, NewTotpDto } from './contract.ts';

const path = '/api/factors';

/**
 * What the account asks for beside a password. The actions reject with an ApiError; a change resolves
 * to recovery codes where it made some, which are told this once.
 */
export function useFactors(fallback: FactorsDto) {
  const { data, mutate } = useSWR<FactorsDto>(path, getJson, { fallbackData: fallback });
  const { mutate: revalidate } = useSWRConfig();
  const change = async (sent: Promise<ChangedFactorsDto>): Promise<string[] | null> => {
    const { factors, recoveryCodes } = await sent;
    await mutate(factors, { revalidate: false });
    // The person's other sessions ended with it.
    void revalidate('/api/sessions');
    return recoveryCodes;
  };
  return {
    factors: data ?? fallback,
    beginTotp: () => sendJson<NewTotpDto>('POST', `${path}/totp`),
    addTotp: (code: string) => change(sendJson('POST', `${path}/totp/confirm`, { code })),
    removeTotp: () => change(sendJson('DELETE', `${path}/totp`)),
    renewRecoveryCodes: () => change(sendJson('POST', `${path}/recovery-codes`)),
  };
}

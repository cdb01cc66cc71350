import type { PublicKeyCredentialCreationOptionsJSON } from '@simplewebauthn/browser';
import useSWR, { useSWRConfig } from 'swr';
import { getJson, sendJson } from '#lib/client/api';
import { createPasskey, forgetPasskey } from '#lib/client/passkeys';
import type { ChangedFactorsDto, FactorsDto, NewTotpDto, PasskeyDto } from './contract.ts';

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
    /** Has the browser make one. */
    addPasskey: async () => {
      const options = `${path}/passkeys/options`;
      const made = await createPasskey(
        await sendJson<PublicKeyCredentialCreationOptionsJSON>('POST', options),
      );
      return change(sendJson('POST', `${path}/passkeys`, made));
    },
    renamePasskey: async (id: string, name: string) => {
      const renamed = sendJson<FactorsDto>('PATCH', `${path}/passkeys/${id}`, { name });
      await mutate(renamed, { revalidate: false });
    },
    removePasskey: async ({ id, credentialId }: PasskeyDto) => {
      const codes = await change(sendJson('DELETE', `${path}/passkeys/${id}`));
      forgetPasskey(credentialId);
      return codes;
    },
    beginTotp: () => sendJson<NewTotpDto>('POST', `${path}/totp`),
    addTotp: (code: string) => change(sendJson('POST', `${path}/totp/confirm`, { code })),
    removeTotp: () => change(sendJson('DELETE', `${path}/totp`)),
    renewRecoveryCodes: () => change(sendJson('POST', `${path}/recovery-codes`)),
  };
}

import { sendJson } from '#lib/client/api';
import { useLive } from '#lib/client/use-live';
import type { PrivacyDto, PrivacyPatch } from './contract.ts';

const path = '/api/privacy';

/** What the others see of what one linked. A change shows at once and is taken back when refused. */
export function usePrivacy(fallback: PrivacyDto) {
  const { data, mutate } = useLive<PrivacyDto>(path, ['household', 'accounts'], {
    fallbackData: fallback,
  });
  const privacy = data ?? fallback;
  return {
    privacy,
    /** Rejects with an ApiError. */
    setPrivacy: async (patch: PrivacyPatch) => {
      await mutate(sendJson<PrivacyDto>('PATCH', path, patch), {
        optimisticData: decide(privacy, patch),
        revalidate: false,
      });
    },
  };
}

function decide(privacy: PrivacyDto, patch: PrivacyPatch): PrivacyDto {
  if ('newAccountsShow' in patch) return { ...privacy, ...patch };
  const { accountId, memberId, sight } = patch;
  const accounts = privacy.accounts.map((account) => {
    if (account.id !== accountId) return account;
    if (memberId === null) return { ...account, newcomers: sight };
    return { ...account, sights: { ...account.sights, [memberId]: sight } };
  });
  return { ...privacy, accounts };
}

import useSWR from 'swr';
import { getJson, sendJson } from '#lib/client/api';
import { getCsrfToken } from '#lib/client/csrf-token';
import type { OidcDto, OidcStartInput } from './contract.ts';

/** Leaves for the OIDC provider, to come back to `next` or to what went wrong. @throws ApiError */
export async function goToProvider(input: OidcStartInput): Promise<void> {
  const details = { csrfToken: await getCsrfToken(), ...input };
  const { url } = await sendJson<{ url: string }>('POST', '/api/auth/signin/oidc', details);
  window.location.assign(url);
}

/** How the person stands with the provider. `unlink` rejects with an ApiError. */
export function useOidc(fallback: OidcDto) {
  const { data, mutate } = useSWR<OidcDto>('/api/oidc', getJson, { fallbackData: fallback });
  return {
    oidc: data ?? fallback,
    unlink: async () => {
      await sendJson('DELETE', '/api/oidc');
      await mutate();
    },
  };
}

import useSWR from 'swr';
import { getJson, sendJson } from '#lib/client/api';
import type { ProfileDto, ProfileInput } from './contract.ts';

const path = '/api/profile';

/** Who the person is here. The actions reject with an ApiError. */
export function useProfile(fallback: ProfileDto) {
  const { data, mutate } = useSWR<ProfileDto>(path, getJson, { fallbackData: fallback });
  const change = async (changed: Promise<ProfileDto>) => {
    await mutate(changed, { revalidate: false });
  };
  return {
    profile: data ?? fallback,
    setName: (input: ProfileInput) => change(sendJson<ProfileDto>('PATCH', path, input)),
    setEmail: (email: string) => change(sendJson<ProfileDto>('POST', '/api/email', { email })),
    sendVerifyLink: async (): Promise<void> => {
      await sendJson('POST', '/api/email/verify-link');
    },
  };
}

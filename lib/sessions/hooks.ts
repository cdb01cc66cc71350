import useSWR, { mutate as mutateKey } from 'swr';
import { getJson, sendJson } from '#lib/client/api';
import type { SessionListDto } from './contract.ts';

const path = '/api/sessions';

/** Where the person is signed in. The actions reject with an ApiError. */
export function useSessions(fallback: SessionListDto) {
  const { data, mutate } = useSWR<SessionListDto>(path, getJson, { fallbackData: fallback });
  const { items } = data ?? fallback;
  const end = async (address: string) => {
    await mutate(sendJson<SessionListDto>('DELETE', address), { revalidate: false });
  };
  return {
    sessions: items,
    endSession: (id: string) => end(`${path}/${id}`),
    endOtherSessions: () => end(path),
  };
}

/** After something that ended sessions. */
export async function refreshSessions(): Promise<void> {
  await mutateKey(path);
}

import useSWR from 'swr';
import { getJson, sendJson } from '#lib/client/api';
import { useLiveTopic } from '#lib/client/live';
import type { MatchDto } from './contract.ts';

type MatchList = { items: MatchDto[]; nextCursor: null };

/** The pairs that wait for the person's word, kept current by the server's events. */
export function useMatches() {
  const { data, mutate } = useSWR<MatchList>('/api/matches', getJson);
  useLiveTopic('transactions', () => void mutate());
  return {
    matches: data?.items ?? [],
    /** Rejects with an ApiError. */
    decide: async (matchId: string, same: boolean) => {
      await mutate(sendJson<MatchList>('POST', `/api/matches/${matchId}`, { same }), {
        revalidate: false,
      });
    },
  };
}

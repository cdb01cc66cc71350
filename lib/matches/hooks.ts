import useSWR from 'swr';
import { getJson, sendJson } from '#lib/client/api';
import { useLiveTopic } from '#lib/client/live';
import { tellRows, useRowEvents } from '#lib/transactions/row-events';
import type { MatchDto } from './contract.ts';

type MatchList = { items: MatchDto[]; nextCursor: null };

/** The pairs that wait for the person's word, kept current by the server's events. */
export function useMatches(fallback: MatchDto[]) {
  const { data, mutate } = useSWR<MatchList>('/api/matches', getJson, {
    fallbackData: { items: fallback, nextCursor: null },
  });
  useLiveTopic('transactions', () => void mutate());
  useRowEvents((event) => {
    if (event === 'read again') void mutate();
  });
  return {
    matches: data?.items ?? [],
    /** Answered at once, and asked again where that was not saved. Rejects with an ApiError. */
    decide: async (matchId: string, same: boolean) => {
      await mutate(sendJson<MatchList>('POST', `/api/matches/${matchId}`, { same }), {
        optimisticData: (list) => ({
          items: list?.items.filter(({ id }) => id !== matchId) ?? [],
          nextCursor: null,
        }),
        revalidate: false,
      });
      tellRows('read again');
    },
  };
}

import { sendJson } from '#lib/client/api';
import { useLive } from '#lib/client/use-live';
import { tellRows, useRowEvents } from '#lib/transactions/row-events';
import type { AnsweredMatchDto, MatchDto } from './contract.ts';

type MatchList = { items: MatchDto[]; nextCursor: null };

/** The pairs that wait for the person's word, kept current by the server's events. */
export function useMatches(fallback: MatchDto[]) {
  const { data, mutate } = useLive<MatchList>('/api/matches', 'transactions', {
    fallbackData: { items: fallback, nextCursor: null },
  });
  useRowEvents((event) => {
    if (event === 'read again') void mutate();
  });
  return {
    matches: data?.items ?? [],
    /**
     * Answered at once, and asked again where that was not saved. Rejects with an ApiError.
     *
     * @returns by what it is taken back
     */
    decide: async (matchId: string, same: boolean): Promise<string> => {
      const sent = sendJson<AnsweredMatchDto>('POST', `/api/matches/${matchId}`, { same });
      await mutate(sent, {
        optimisticData: (list) => ({
          items: list?.items.filter(({ id }) => id !== matchId) ?? [],
          nextCursor: null,
        }),
        revalidate: false,
      });
      tellRows('read again');
      return (await sent).undoStepId;
    },
  };
}

/** Takes an answer back by its step. Rejects with an ApiError. */
export async function undoMatchAnswer(undoStepId: string): Promise<void> {
  await sendJson('POST', `/api/undo-steps/${undoStepId}`);
  tellRows('read again');
}

import { useLive } from '#lib/client/use-live';
import { useRowEvents } from '#lib/transactions/row-events';
import type { QuestionCounts } from './contract.ts';

/** How many questions wait, kept current by the server's events; undefined until that is known. */
export function useQuestionCounts(fallback?: QuestionCounts): QuestionCounts | undefined {
  const { data, mutate } = useLive<QuestionCounts>('/api/questions', 'transactions', {
    fallbackData: fallback,
  });
  useRowEvents((event) => {
    if (event === 'read again') void mutate();
  });
  return data;
}

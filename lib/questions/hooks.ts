import useSWR from 'swr';
import { getJson } from '#lib/client/api';
import { useLiveTopic } from '#lib/client/live';
import { useRowEvents } from '#lib/transactions/row-events';
import type { QuestionCounts } from './contract.ts';

/** How many questions wait, kept current by the server's events; undefined until that is known. */
export function useQuestionCounts(fallback?: QuestionCounts): QuestionCounts | undefined {
  const { data, mutate } = useSWR<QuestionCounts>('/api/questions', getJson, {
    fallbackData: fallback,
  });
  useLiveTopic('transactions', () => void mutate());
  useRowEvents((event) => {
    if (event === 'read again') void mutate();
  });
  return data;
}

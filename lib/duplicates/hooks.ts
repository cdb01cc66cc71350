import useSWR from 'swr';
import { getJson, sendJson } from '#lib/client/api';
import { useLive } from '#lib/client/use-live';
import { tellRows, useRowEvents } from '#lib/transactions/row-events';
import type {
  DuplicateAnswer,
  DuplicateCandidateDto,
  DuplicateListDto,
  DuplicatesOfDto,
  MarkedDuplicateDto,
  MarkInput,
} from './contract.ts';

const listPath = '/api/duplicates';

/** The pairs that wait for the person's word, kept current by the server's events. */
export function useDuplicates(fallback: DuplicateListDto) {
  const { data, mutate } = useLive<DuplicateListDto>(listPath, 'transactions', {
    fallbackData: fallback,
  });
  useRowEvents((event) => {
    if (event === 'read again') void mutate();
  });
  return {
    duplicates: (data ?? fallback).items,
    /** Answered at once, and asked again where that was not saved. Rejects with an ApiError. */
    answer: async (duplicateIds: string[], answer: DuplicateAnswer) => {
      await mutate(sendAnswers(duplicateIds, answer), {
        optimisticData: (list) => ({
          items: list?.items.filter(({ id }) => !duplicateIds.includes(id)) ?? [],
          nextCursor: null,
        }),
        revalidate: false,
      });
      tellRows('read again');
    },
  };
}

function sendAnswers(duplicateIds: string[], answer: DuplicateAnswer): Promise<DuplicateListDto> {
  const [duplicateId, ...others] = duplicateIds;
  return others.length === 0
    ? sendJson<DuplicateListDto>('POST', `${listPath}/${duplicateId}`, { answer })
    : sendJson<DuplicateListDto>('POST', `${listPath}/answers`, { duplicateIds, answer });
}

/** Answers from elsewhere than the list, or takes an answer back. Rejects with an ApiError. */
export async function answerDuplicates(
  duplicateIds: string[],
  answer: DuplicateAnswer,
): Promise<void> {
  await sendAnswers(duplicateIds, answer);
  tellRows('read again');
}

/** Says that two are one. Rejects with an ApiError. */
export async function markDuplicates(input: MarkInput): Promise<MarkedDuplicateDto> {
  const marked = await sendJson<MarkedDuplicateDto>('POST', listPath, input);
  tellRows('read again');
  return marked;
}

/** What a transaction stands for beside itself; undefined while it loads. */
export function useDuplicatesOf(transactionId: string): DuplicatesOfDto | undefined {
  const path = `/api/transactions/${transactionId}/duplicates`;
  const { data, mutate } = useLive<DuplicatesOfDto>(path, 'transactions');
  useRowEvents((event) => {
    if (event === 'read again') void mutate();
  });
  return data;
}

/** What a transaction may be one with; undefined while it loads. */
export function useDuplicateCandidates(transactionId: string, q: string) {
  const query = q ? `?${new URLSearchParams({ q })}` : '';
  const { data, error, mutate } = useSWR<{ items: DuplicateCandidateDto[] }>(
    `/api/transactions/${transactionId}/duplicates/candidates${query}`,
    getJson,
    { keepPreviousData: true },
  );
  return { candidates: data?.items, error: error as unknown, retry: () => mutate() };
}

import useSWR from 'swr';
import { getJson, sendJson } from '#lib/client/api';
import { useLive } from '#lib/client/use-live';
import { tellRows, useRowEvents } from '#lib/transactions/row-events';
import type {
  ChangedSettlementDto,
  ClaimInput,
  OpenClaimListDto,
  SettleCandidateDto,
  SettleInput,
  SettlementDto,
  TroubledLinkDto,
  TroubledLinkListDto,
} from './contract.ts';

const pathOf = (transactionId: string) => `/api/transactions/${transactionId}`;

/** What a transaction settles or is settled by; undefined while it loads. */
export function useSettlement(transactionId: string) {
  const path = `${pathOf(transactionId)}/settlements`;
  const { data, error, mutate } = useLive<SettlementDto>(path, 'transactions');
  useRowEvents((event) => {
    if (event === 'read again') void mutate();
  });
  const change = async (to: string, body: SettleInput | ClaimInput) => {
    const changed = await sendJson<ChangedSettlementDto>('POST', to, body);
    tellRows('read again');
    return changed;
  };
  return {
    settlement: data,
    error: error as unknown,
    retry: () => mutate(),
    /** Each rejects with an ApiError. */
    settle: (input: SettleInput) => change(path, input),
    setClaim: (input: ClaimInput) => change(`${pathOf(transactionId)}/claim`, input),
  };
}

/** Links that the bank has changed an end of, kept current by the server's events. */
export function useTroubledLinks(fallback: TroubledLinkListDto) {
  const { data, mutate } = useLive<TroubledLinkListDto>('/api/settlements', 'transactions', {
    fallbackData: fallback,
  });
  useRowEvents((event) => {
    if (event === 'read again') void mutate();
  });
  return {
    links: (data ?? fallback).items,
    /** Rejects with an ApiError. */
    settle: async (link: TroubledLinkDto, amountMinor: number | null) => {
      const path = `${pathOf(link.expense.id)}/settlements`;
      const input: SettleInput = { otherId: link.credit.id, amountMinor };
      const changed = await sendJson<ChangedSettlementDto>('POST', path, input);
      tellRows('read again');
      return changed;
    },
  };
}

/** Takes a change back by its step. Rejects with ApiError. */
export async function undoSettlementChange(undoStepId: string): Promise<void> {
  await sendJson('POST', `/api/undo-steps/${undoStepId}`);
  tellRows('read again');
}

/** What may settle a transaction; undefined while it loads. */
export function useSettleCandidates(transactionId: string, q: string) {
  const query = q ? `?${new URLSearchParams({ q })}` : '';
  const { data, error, mutate } = useSWR<{ items: SettleCandidateDto[] }>(
    `${pathOf(transactionId)}/settlements/candidates${query}`,
    getJson,
    { keepPreviousData: true },
  );
  return { candidates: data?.items, error: error as unknown, retry: () => mutate() };
}

/** What people still owe, kept current by the server's events. */
export function useOpenClaims(fallback?: OpenClaimListDto): OpenClaimListDto | undefined {
  const { data, mutate } = useLive<OpenClaimListDto>('/api/claims', 'transactions', {
    fallbackData: fallback,
  });
  useRowEvents((event) => {
    if (event === 'read again') void mutate();
  });
  return data;
}

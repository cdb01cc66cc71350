import useSWR from 'swr';
import { getJson, sendJson } from '#lib/client/api';
import { useLiveTopic } from '#lib/client/live';
import type { ValuationDto, ValuationInput, ValuationsDto } from './contract.ts';

/** What was said of an account's worth, kept current by the server's events. */
export function useValuations(accountId: string, fallback: ValuationsDto): ValuationDto[] {
  const { data, mutate } = useSWR<ValuationsDto>(pathOf(accountId), getJson, {
    fallbackData: fallback,
  });
  useLiveTopic('accounts', () => void mutate());
  return (data ?? fallback).items;
}

/** Pages follow by the server's events. Rejects with an ApiError. */
export function setValuation(accountId: string, input: ValuationInput): Promise<ValuationsDto> {
  return sendJson<ValuationsDto>('POST', pathOf(accountId), input);
}

function pathOf(accountId: string): string {
  return `/api/accounts/${accountId}/valuations`;
}

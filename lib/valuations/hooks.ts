import { sendJson } from '#lib/client/api';
import { useLive } from '#lib/client/use-live';
import type { ValuationDto, ValuationInput, ValuationsDto } from './contract.ts';

/** What was said of an account's worth, kept current by the server's events. */
export function useValuations(accountId: string, fallback: ValuationsDto): ValuationDto[] {
  const { data } = useLive<ValuationsDto>(pathOf(accountId), 'accounts', {
    fallbackData: fallback,
  });
  return (data ?? fallback).items;
}

/** Pages follow by the server's events. Rejects with an ApiError. */
export function setValuation(accountId: string, input: ValuationInput): Promise<ValuationsDto> {
  return sendJson<ValuationsDto>('POST', pathOf(accountId), input);
}

function pathOf(accountId: string): string {
  return `/api/accounts/${accountId}/valuations`;
}

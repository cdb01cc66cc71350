import useSWR from 'swr';
import { getJson } from '#lib/client/api';
import type { PlaidCallsDto } from './contract.ts';
import type { CallSpan } from './spans.ts';

/** What processes count comes every twenty seconds. */
const refreshInterval = 20_000;

/** How Plaid's endpoints answered, kept current. */
export function usePlaidCalls(span: CallSpan, fallback: PlaidCallsDto) {
  const { data, error, mutate } = useSWR<PlaidCallsDto>(
    `/api/operator/plaid-calls?span=${span}`,
    getJson,
    { fallbackData: fallback, refreshInterval },
  );
  return { plaidCalls: data ?? fallback, error: error as unknown, retry: () => mutate() };
}

import useSWR from 'swr';
import { getJson } from '#lib/client/api';
import type { IntegrityResult } from './contract.ts';

/** The invariants as last checked on this page; nothing until somebody asks. */
export function useIntegrity() {
  const { data, error, isValidating, mutate } = useSWR<{ items: IntegrityResult[] }>(
    '/api/operator/integrity',
    null,
  );
  return {
    results: data?.items ?? null,
    error: error as unknown,
    isChecking: isValidating,
    check: () => mutate(getJson<{ items: IntegrityResult[] }>('/api/operator/integrity')),
  };
}

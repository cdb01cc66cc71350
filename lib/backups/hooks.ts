import useSWR from 'swr';
import { getJson } from '#lib/client/api';
import type { BackupOverview } from './contract.ts';

/** The installation's backups; for operators. */
export function useBackups(fallback: BackupOverview): BackupOverview {
  const { data } = useSWR<BackupOverview>('/api/operator/backups', getJson, {
    fallbackData: fallback,
    refreshInterval: 30_000,
  });
  return data ?? fallback;
}

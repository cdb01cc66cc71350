import useSWR from 'swr';
import { getJson } from '#lib/client/api';
import { useLiveTopic } from '#lib/client/live';
import type { OperatorMailList } from './contract.ts';

/** The installation's latest mails; for the operator. */
export function useOperatorMails(fallback: OperatorMailList): OperatorMailList {
  const { data, mutate } = useSWR<OperatorMailList>('/api/operator/mail', getJson, {
    fallbackData: fallback,
  });
  useLiveTopic('notifications', () => void mutate());
  return data ?? fallback;
}

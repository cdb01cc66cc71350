import { useLive } from '#lib/client/use-live';
import type { OperatorMailList } from './contract.ts';

/** The installation's latest mails; for the operator. */
export function useOperatorMails(fallback: OperatorMailList): OperatorMailList {
  const { data } = useLive<OperatorMailList>('/api/operator/mail', 'notifications', {
    fallbackData: fallback,
  });
  return data ?? fallback;
}

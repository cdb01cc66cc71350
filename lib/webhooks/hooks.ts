import useSWR from 'swr';
import { getJson } from '#lib/client/api';
import type { PuzzlingWebhookDto } from './contract.ts';

/** For operators: webhooks that nobody knew what to do with. */
export function usePuzzlingWebhooks(fallback: PuzzlingWebhookDto[]): PuzzlingWebhookDto[] {
  const { data } = useSWR<{ items: PuzzlingWebhookDto[] }>('/api/operator/webhooks', getJson, {
    fallbackData: { items: fallback },
  });
  return data?.items ?? fallback;
}

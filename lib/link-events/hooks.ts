import { useEffect } from 'react';
import useSWR from 'swr';
import { v7 } from 'uuid';
import { getJson, sendJson } from '#lib/client/api';
import type { LinkEventInput, LinkFunnelDto } from './contract.ts';

/** As many as one request may carry; more than twice that means nobody takes them. */
const batchSize = 50;
const queueLimit = 200;
const delayMs = 2_000;

const queue: LinkEventInput[] = [];
let timer: ReturnType<typeof setTimeout> | undefined;

/**
 * Passes Link's events on in batches. They are for statistics: what cannot be sent is tried again
 * with the next ones and never troubles a person.
 */
export function useLinkEvents() {
  useEffect(() => {
    const flush = () => void send();
    window.addEventListener('pagehide', flush);
    return () => window.removeEventListener('pagehide', flush);
  }, []);
  return {
    record: (event: Omit<LinkEventInput, 'id'>) => {
      queue.push({ ...event, id: v7() });
      if (queue.length > queueLimit) queue.shift();
      timer ??= setTimeout(() => void send(), delayMs);
    },
    flush: () => void send(),
  };
}

async function send(): Promise<void> {
  clearTimeout(timer);
  timer = undefined;
  const events = queue.splice(0, batchSize);
  if (events.length === 0) return;
  try {
    await sendJson('POST', '/api/link-events', { events }, { keepalive: true });
  } catch {
    queue.unshift(...events);
    return;
  }
  if (queue.length > 0) await send();
}

/** How far people got in Link, by bank. For the operator. */
export function useLinkFunnel(fallback: LinkFunnelDto): LinkFunnelDto {
  const { data } = useSWR<LinkFunnelDto>('/api/operator/link-funnel', getJson, {
    fallbackData: fallback,
  });
  return data ?? fallback;
}

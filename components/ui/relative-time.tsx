'use client';

import { createContext, type ReactNode, use, useSyncExternalStore } from 'react';

const minute = 60_000;

/**
 * "3 minutes ago" or "in 2 hours", kept current; the exact time, in the reader's zone, is in the title
 * once the browser has taken over.
 */
export function RelativeTime({ iso }: { iso: string }) {
  const renderedAt = use(RenderedAtContext);
  const now = useSyncExternalStore(subscribeToMinutes, getMinute, () => renderedAt);
  const isInBrowser = useSyncExternalStore(
    subscribeToMinutes,
    () => true,
    () => false,
  );
  return (
    <time dateTime={iso} title={isInBrowser ? new Date(iso).toLocaleString() : undefined}>
      {describe(iso, now)}
    </time>
  );
}

const RenderedAtContext = createContext(0);

/** The server's clock as it rendered the page: the browser's first render has to say the same. */
export function RenderedAtProvider({ at, children }: { at: number; children: ReactNode }) {
  return <RenderedAtContext value={at}>{children}</RenderedAtContext>;
}

/** When the page was rendered, in milliseconds: what depends on the time agrees in server and browser. */
export function useRenderedAt(): number {
  return use(RenderedAtContext);
}

function describe(iso: string, now: number): string {
  const minutes = Math.round((new Date(iso).getTime() - now) / minute);
  const distance = Math.abs(minutes);
  if (distance < 1) return 'just now';
  if (distance < 60) return format.format(minutes, 'minute');
  if (distance < 24 * 60) return format.format(Math.round(minutes / 60), 'hour');
  return format.format(Math.round(minutes / (24 * 60)), 'day');
}

const format = new Intl.RelativeTimeFormat('en-US', { numeric: 'auto' });

function subscribeToMinutes(onChange: () => void): () => void {
  const timer = setInterval(onChange, minute / 2);
  return () => clearInterval(timer);
}

/** Rounded, so that renders between two ticks agree. */
function getMinute(): number {
  return Math.floor(Date.now() / (minute / 2)) * (minute / 2);
}

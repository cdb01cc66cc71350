'use client';

import { useSyncExternalStore } from 'react';

const minute = 60_000;

/**
 * "3 minutes ago", kept current; the exact time is in the title. The server renders the time of day
 * in UTC, because it knows neither the reader's clock nor zone; the browser replaces it.
 */
export function RelativeTime({ iso }: { iso: string }) {
  const now = useSyncExternalStore(subscribeToMinutes, getMinute, () => null);
  return (
    <time dateTime={iso} title={now === null ? undefined : new Date(iso).toLocaleString()}>
      {now === null ? `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC` : describe(iso, now)}
    </time>
  );
}

function describe(iso: string, now: number): string {
  const minutes = Math.round((now - new Date(iso).getTime()) / minute);
  if (minutes < 1) return 'just now';
  const format = new Intl.RelativeTimeFormat('en-US', { numeric: 'auto' });
  if (minutes < 60) return format.format(-minutes, 'minute');
  if (minutes < 24 * 60) return format.format(-Math.round(minutes / 60), 'hour');
  return format.format(-Math.round(minutes / (24 * 60)), 'day');
}

function subscribeToMinutes(onChange: () => void): () => void {
  const timer = setInterval(onChange, minute / 2);
  return () => clearInterval(timer);
}

/** Rounded, so that renders between two ticks agree. */
function getMinute(): number {
  return Math.floor(Date.now() / (minute / 2)) * (minute / 2);
}

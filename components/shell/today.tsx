'use client';

import { useSyncExternalStore } from 'react';
import { type CivilDate, civilDateIn } from '#lib/dates/civil-date';

const checkEveryMs = 30_000;

/**
 * The day it is where the reader is, also past midnight on a page left open.
 *
 * @param fallback  the day the server rendered with, so that the first render agrees with it
 */
export function useToday(fallback: CivilDate): CivilDate {
  return useSyncExternalStore(subscribe, readToday, () => fallback);
}

function subscribe(onChange: () => void): () => void {
  const timer = setInterval(onChange, checkEveryMs);
  return () => clearInterval(timer);
}

function readToday(): CivilDate {
  return civilDateIn(Intl.DateTimeFormat().resolvedOptions().timeZone, new Date());
}

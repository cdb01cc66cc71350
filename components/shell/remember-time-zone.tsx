'use client';

import { useEffect } from 'react';
import { rememberChoice } from '#lib/client/remember-choice';
import { timeZoneChoice } from './time-zone.tsx';

/** Tells the server the reader's time zone, so that its next page has the right "Today". */
export function RememberTimeZone() {
  useEffect(() => {
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
    rememberChoice(timeZoneChoice, timeZone);
  }, []);
  return null;
}

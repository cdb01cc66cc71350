'use client';

import { useEffect } from 'react';
import { timeZoneCookieName } from './time-zone.tsx';

const yearInSeconds = 31_536_000;

/** Tells the server the reader's time zone, so that its next page has the right "Today". */
export function RememberTimeZone() {
  useEffect(() => {
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
    const secure = window.location.protocol === 'https:' ? '; Secure' : '';
    // biome-ignore lint/suspicious/noDocumentCookie: cookieStore is not in every browser we support.
    document.cookie = `${timeZoneCookieName}=${encodeURIComponent(timeZone)}; Path=/; Max-Age=${yearInSeconds}; SameSite=Lax${secure}`;
  }, []);
  return null;
}

'use client';

import { useEffect } from 'react';

/** Has the browser say so where there is no connection (public/sw.js), and lets people install the app. */
export function OfflinePage() {
  useEffect(() => {
    // Changed code would wait behind it while one develops.
    if (process.env.NODE_ENV !== 'production') return;
    // Without TLS there is none, and a browser may refuse: then its own page says that there is no connection.
    navigator.serviceWorker?.register('/sw.js').catch(() => {});
  }, []);
  return null;
}

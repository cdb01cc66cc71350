import type { Route } from 'next';

/** What recurs, in its ways of being looked at. */
export const recurringPages: readonly { href: Route; label: string }[] = [
  { href: '/recurring', label: 'Payments' },
  { href: '/recurring/calendar', label: 'Calendar' },
  { href: '/recurring/forecast', label: 'Forecast' },
];

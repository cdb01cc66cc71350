import type { Route } from 'next';

/** The console's pages. A page joins the list. */
export const operatorPages: readonly { href: Route; label: string }[] = [
  { href: '/admin', label: 'Today' },
  { href: '/admin/connections', label: 'Connections' },
  { href: '/admin/sync-runs', label: 'Syncs' },
  { href: '/admin/jobs', label: 'Jobs' },
  { href: '/admin/webhooks', label: 'Webhooks' },
  { href: '/admin/link', label: 'Link' },
  { href: '/admin/plaid', label: 'Plaid' },
  { href: '/admin/integrity', label: 'Integrity' },
  { href: '/admin/backups', label: 'Backups' },
  { href: '/admin/costs', label: 'Costs' },
  { href: '/admin/mail', label: 'Mail' },
];

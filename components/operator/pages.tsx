import type { Route } from 'next';

/** The pages of whoever runs the installation. A page joins the list. */
export const operatorPages: readonly { href: Route; label: string }[] = [
  { href: '/operator', label: 'State' },
  { href: '/operator/costs', label: 'Costs' },
  { href: '/operator/mail', label: 'Mail' },
];

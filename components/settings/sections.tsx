import type { Route } from 'next';

export type SettingsSection = { href: Route; label: string };

/** The pages of the settings in their order. A page joins the list when it is there. */
export const settingsSections: readonly SettingsSection[] = [
  { href: '/settings/profile', label: 'Profile' },
  { href: '/settings/security', label: 'Security' },
  { href: '/settings/household', label: 'Household' },
  { href: '/settings/currencies', label: 'Currencies' },
  { href: '/settings/categories', label: 'Categories' },
  { href: '/settings/rules', label: 'Rules' },
  { href: '/settings/notifications', label: 'Notifications' },
  { href: '/settings/activity', label: 'Activity' },
  { href: '/settings/identity', label: 'On file at banks' },
  { href: '/settings/api', label: 'API' },
  { href: '/settings/data', label: 'Your data' },
];

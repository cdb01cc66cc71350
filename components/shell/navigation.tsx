import {
  ArrowLeftRight,
  CalendarSync,
  ChartColumn,
  ChartSpline,
  CreditCard,
  FileText,
  Gauge,
  Landmark,
  LayoutList,
  Link2,
  type LucideIcon,
  Target,
  TrendingUp,
} from 'lucide-react';
import type { Route } from 'next';
import type { ReactNode } from 'react';

export type NavigationItem = { href: Route; label: string; Icon: LucideIcon };

/** What waits at a place, beside its name. */
export type NavigationCounts = Partial<Record<string, ReactNode>>;

/**
 * The places of the product, in the order of the sidebar. A place joins the list with its page.
 * `inBottomBar` marks the few that a phone shows at once: at most four, and the others behind "More".
 */
export const navigation: readonly (NavigationItem & { inBottomBar: boolean })[] = [
  { href: '/', label: 'Overview', Icon: LayoutList, inBottomBar: true },
  { href: '/accounts', label: 'Accounts', Icon: Landmark, inBottomBar: true },
  { href: '/net-worth', label: 'Net worth', Icon: ChartSpline, inBottomBar: false },
  {
    href: '/transactions',
    label: 'Transactions',
    Icon: ArrowLeftRight,
    inBottomBar: true,
  },
  { href: '/budgets', label: 'Budgets', Icon: Gauge, inBottomBar: true },
  { href: '/goals', label: 'Goals', Icon: Target, inBottomBar: false },
  { href: '/investments', label: 'Investments', Icon: TrendingUp, inBottomBar: false },
  { href: '/debts', label: 'Debts', Icon: CreditCard, inBottomBar: false },
  { href: '/reports', label: 'Reports', Icon: ChartColumn, inBottomBar: false },
  { href: '/recurring', label: 'Recurring', Icon: CalendarSync, inBottomBar: false },
  { href: '/documents', label: 'Documents', Icon: FileText, inBottomBar: false },
  { href: '/connections', label: 'Connections', Icon: Link2, inBottomBar: false },
];

/** A page inside a place (an account's page) belongs to it; only Overview is exact. */
export function activeIndex(pathname: string, items: readonly NavigationItem[]): number {
  return items.findIndex(({ href }) =>
    href === '/' ? pathname === '/' : pathname === href || pathname.startsWith(`${href}/`),
  );
}

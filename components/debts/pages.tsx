import type { Route } from 'next';

export const debtPages: readonly { href: Route; label: string }[] = [
  { href: '/debts', label: 'Owed' },
  { href: '/debts/plan', label: 'Payoff plan' },
];

import type { NotificationKind } from '#lib/notifications/kinds';

type KindWords = { group: string; label: string; hint: string };

export const kindWords: Record<NotificationKind, KindWords> = {
  large_payment: {
    group: 'Money',
    label: 'A large payment',
    hint: 'Of the size you say, in that currency.',
  },
  unusual_payment: {
    group: 'Money',
    label: 'An unusual payment',
    hint: 'Three times what a merchant usually costs and more than it ever did; five times where only the category is known.',
  },
  refund_arrived: {
    group: 'Money',
    label: 'Something is paid back',
    hint: 'By a merchant whom you paid as much within a year.',
  },
  bill_due: {
    group: 'Money',
    label: 'A bill is due',
    hint: 'Three days ahead, in the morning, of what you confirmed as recurring and what banks ask for cards and loans.',
  },
  price_changed: {
    group: 'Money',
    label: 'A price changes',
    hint: 'Of a subscription or bill that you confirmed, once for each new price.',
  },
  low_balance: {
    group: 'Money',
    label: 'An account will run short',
    hint: 'When the forecast falls below zero within 35 days, or below what you want to be left.',
  },
  over_budget: {
    group: 'Money',
    label: 'A category is over its budget',
    hint: 'Once, and again when it was within it in between.',
  },
  weekly_summary: {
    group: 'Money',
    label: 'Your week, summed up',
    hint: 'Mondays from eight: spending by category beside the week before, what the budget leaves, and what is due next.',
  },
  connection_broken: {
    group: 'Connections',
    label: 'A connection stops',
    hint: 'The bank asks for you, or has not been updated for a day.',
  },
  connection_recovered: {
    group: 'Connections',
    label: 'A connection is back',
    hint: 'Only after you were told that it stopped.',
  },
  connection_expiring: {
    group: 'Connections',
    label: 'Access ends soon',
    hint: 'Seven days ahead and one day ahead.',
  },
  member_joined: {
    group: 'Household',
    label: 'Somebody joins',
    hint: 'They see what you linked, as far as you let them.',
  },
  member_left: {
    group: 'Household',
    label: 'Somebody leaves',
    hint: 'Or is removed by an owner.',
  },
  role_changed: {
    group: 'Household',
    label: 'A role changes',
    hint: 'Yours, or there is a new owner.',
  },
  archive_ready: {
    group: 'Your data',
    label: 'An export is ready',
    hint: 'After somebody asked for it in your name.',
  },
  webhook_stopped: {
    group: 'Your data',
    label: 'A webhook is switched off',
    hint: 'Because its address took nothing for days.',
  },
};

/** Of these the words carry amounts: they are mailed only to who asks for it, and only through a relay. */
export const moneyKinds = [
  'large_payment',
  'unusual_payment',
  'refund_arrived',
  'bill_due',
  'price_changed',
  'low_balance',
  'over_budget',
  'weekly_summary',
] as const;

/** Everything a member can be told of; a kind joins with its payload, words and defaults. */
export const notificationKinds = [
  ...moneyKinds,
  'connection_broken',
  'connection_recovered',
  'connection_expiring',
  'member_joined',
  'member_left',
  'role_changed',
  'archive_ready',
  'webhook_stopped',
] as const;
export type NotificationKind = (typeof notificationKinds)[number];

export const notificationChannels = ['in_app', 'push', 'email'] as const;
export type NotificationChannel = (typeof notificationChannels)[number];

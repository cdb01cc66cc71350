import 'server-only';
import type { PreferenceDto } from './contract.ts';
import {
  type NotificationChannel,
  type NotificationKind,
  notificationChannels,
  notificationKinds,
} from './kinds.ts';

const everywhere = { in_app: true, push: true, email: true };
/** An amount leaves for a mailbox once its member says so; to a device none goes unless they say so there. */
const noMail = { in_app: true, push: true, email: false };
/** Whoever wants it asks for it. */
const nowhere = { in_app: false, push: false, email: false };

/** Where a kind goes until the member decides. */
const defaults: Record<NotificationKind, Record<NotificationChannel, boolean>> = {
  large_payment: noMail,
  unusual_payment: noMail,
  refund_arrived: noMail,
  bill_due: noMail,
  price_changed: noMail,
  low_balance: noMail,
  over_budget: noMail,
  weekly_summary: nowhere,
  connection_broken: everywhere,
  connection_recovered: everywhere,
  connection_expiring: everywhere,
  member_joined: everywhere,
  member_left: everywhere,
  role_changed: everywhere,
  archive_ready: everywhere,
  webhook_stopped: everywhere,
};

type Decision = { kind: string; channel: string; enabled: boolean };

/** Every kind on every channel: the member's word, or else the default. */
export function completePreferences(decisions: readonly Decision[]): PreferenceDto[] {
  return notificationKinds.flatMap((kind) =>
    notificationChannels.map((channel) => ({
      kind,
      channel,
      enabled: isWanted(decisions, kind, channel),
    })),
  );
}

export function isWanted(
  decisions: readonly Decision[],
  kind: NotificationKind,
  channel: NotificationChannel,
): boolean {
  const decided = decisions.find((each) => each.kind === kind && each.channel === channel);
  return decided?.enabled ?? defaults[kind][channel];
}

export function wantedKinds(decisions: readonly Decision[]): Set<NotificationKind> {
  const isHeard = (kind: NotificationKind) =>
    notificationChannels.some((channel) => isWanted(decisions, kind, channel));
  return new Set(notificationKinds.filter(isHeard));
}

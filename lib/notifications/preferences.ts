import 'server-only';
import {
  type NotificationChannel,
  type NotificationKind,
  notificationChannels,
  notificationKinds,
  type PreferenceDto,
} from './contract.ts';

/** Where a kind goes until the member decides. */
const defaults: Record<NotificationKind, Record<NotificationChannel, boolean>> = {
  connection_broken: { in_app: true, email: true },
  connection_recovered: { in_app: true, email: true },
  connection_expiring: { in_app: true, email: true },
  member_joined: { in_app: true, email: true },
  member_left: { in_app: true, email: true },
  role_changed: { in_app: true, email: true },
  archive_ready: { in_app: true, email: true },
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

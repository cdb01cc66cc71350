'use client';

import { PageHeader } from '#components/ui/page-header';
import { Switch } from '#components/ui/switch';
import { toast } from '#components/ui/toast';
import { describeError } from '#lib/client/api';
import type {
  NotificationChannel,
  NotificationKind,
  PreferenceDto,
  PreferenceListDto,
} from '#lib/notifications/contract';
import { notificationChannels, notificationKinds } from '#lib/notifications/contract';
import { usePreferences } from '#lib/notifications/hooks';

type KindWords = { group: string; label: string; hint: string };

const kindWords: Record<NotificationKind, KindWords> = {
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
};

const groups = [...Map.groupBy(notificationKinds, (kind) => kindWords[kind].group)];

const channelWords: Record<NotificationChannel, string> = { in_app: 'In the app', email: 'E-mail' };

/** What the member wants to hear of, and where. Each switch takes effect at once. */
export function PreferenceTable({
  fallback,
  email,
}: {
  fallback: PreferenceListDto;
  email: string;
}) {
  const { preferences, setPreference } = usePreferences(fallback);
  const change = (preference: PreferenceDto) => {
    setPreference(preference).catch((error: unknown) => {
      toast({ tone: 'danger', title: 'Not changed', description: describeError(error) });
    });
  };
  return (
    <div className="max-w-2xl">
      <PageHeader
        title="Notifications"
        description={`What to hear of, and where. Mails go to ${email}.`}
      />
      {groups.map(([group, kinds]) => (
        <table key={group} className="mb-8 w-full border-line-strong border-t text-left">
          <caption className="sr-only">{group}: what to hear of, and where</caption>
          <thead>
            <tr className="border-line border-b text-ink-soft text-xs">
              <th scope="col" className="h-9 font-medium">
                {group}
              </th>
              {notificationChannels.map((channel) => (
                <th key={channel} scope="col" className="w-18 text-center font-medium sm:w-24">
                  {channelWords[channel]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {kinds.map((kind) => (
              <tr key={kind} className="border-line border-b">
                <th scope="row" className="py-3 pr-4 font-normal">
                  {kindWords[kind].label}
                  <span className="block text-ink-soft text-sm">{kindWords[kind].hint}</span>
                </th>
                {notificationChannels.map((channel) => (
                  <td key={channel} className="text-center align-middle">
                    <Switch
                      aria-label={`${kindWords[kind].label}: ${channelWords[channel]}`}
                      checked={preferences.some(
                        (each) => each.kind === kind && each.channel === channel && each.enabled,
                      )}
                      onCheckedChange={(enabled) => change({ kind, channel, enabled })}
                    />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      ))}
    </div>
  );
}

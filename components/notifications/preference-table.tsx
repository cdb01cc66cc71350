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

const kindWords: Record<NotificationKind, { label: string; hint: string }> = {
  connection_broken: {
    label: 'A connection stops',
    hint: 'The bank asks for you, or has not been updated for a day.',
  },
  connection_recovered: {
    label: 'A connection is back',
    hint: 'Only after you were told that it stopped.',
  },
  connection_expiring: {
    label: 'Access ends soon',
    hint: 'Seven days ahead and one day ahead.',
  },
};

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
      <table className="w-full border-line-strong border-t text-left">
        <caption className="sr-only">What to hear of, and where</caption>
        <thead>
          <tr className="border-line border-b text-ink-soft text-xs">
            <th scope="col" className="h-9 font-medium">
              Connections
            </th>
            {notificationChannels.map((channel) => (
              <th key={channel} scope="col" className="w-18 text-center sm:w-24 font-medium">
                {channelWords[channel]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {notificationKinds.map((kind) => (
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
    </div>
  );
}

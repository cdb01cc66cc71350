'use client';

import type { ReactNode } from 'react';
import { MoneyField } from '#components/ui/money-field';
import { PageHeader } from '#components/ui/page-header';
import { Switch } from '#components/ui/switch';
import { toast } from '#components/ui/toast';
import { describeError } from '#lib/client/api';
import type { PreferenceDto, PreferenceListDto } from '#lib/notifications/contract';
import { usePreferences } from '#lib/notifications/hooks';
import type { NotificationChannel, NotificationKind } from '#lib/notifications/kinds';
import { moneyKinds, notificationChannels, notificationKinds } from '#lib/notifications/kinds';
import { FloorFields } from './floor-fields.tsx';
import { kindWords } from './kind-words.ts';

const groups = [...Map.groupBy(notificationKinds, (kind) => kindWords[kind].group)];

/** What its words carry leaves through a relay alone. */
const isMoney = (kind: NotificationKind) => moneyKinds.some((each) => each === kind);

const channelWords: Record<NotificationChannel, string> = {
  in_app: 'In the app',
  push: 'Devices',
  email: 'E-mail',
};

/** What the member wants to hear of, and where. Each switch takes effect at once. */
export function PreferenceTable({
  fallback,
  email,
  children,
}: {
  fallback: PreferenceListDto;
  email: string;
  /** What is said of devices. */
  children: ReactNode;
}) {
  const { preferences, largeFrom, floors, hasRelay, setPreference, setLargeFrom, setFloor } =
    usePreferences(fallback);
  const report = (error: unknown) => {
    toast({ tone: 'danger', title: 'Not changed', description: describeError(error) });
  };
  const change = (preference: PreferenceDto) => {
    setPreference(preference).catch(report);
  };
  return (
    <div className="max-w-2xl">
      <PageHeader
        title="Notifications"
        description={`What to hear of, and where. Mails go to ${email}.`}
      />
      <p className="mb-6 max-w-prose text-ink-soft text-sm">
        {hasRelay
          ? 'What is told of money is mailed only where you switch it on. A mail carries the amount in question, and never a balance or an account’s number.'
          : 'What is told of money stays in the app: this installation has no relay for mails, and its operator reads what would be sent.'}
      </p>
      {children}
      {groups.map(([group, kinds]) => (
        <table key={group} className="mb-8 w-full border-line-strong border-t text-left">
          <caption className="sr-only">{group}: what to hear of, and where</caption>
          <thead>
            <tr className="border-line border-b text-ink-soft text-xs">
              <th scope="col" className="h-9 font-medium">
                {group}
              </th>
              {notificationChannels.map((channel) => (
                <th key={channel} scope="col" className="w-15 text-center font-medium sm:w-24">
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
                  {kind === 'large_payment' ? (
                    <div className="mt-2 max-w-40">
                      <MoneyField
                        label="Large from"
                        currency={largeFrom.currency}
                        minor={largeFrom.minor}
                        required
                        onMinorChange={(minor) => {
                          if (minor) setLargeFrom({ ...largeFrom, minor }).catch(report);
                        }}
                      />
                    </div>
                  ) : null}
                  {kind === 'low_balance' ? (
                    <FloorFields
                      floors={floors}
                      onFloor={(floor) => setFloor(floor).catch(report)}
                    />
                  ) : null}
                </th>
                {notificationChannels.map((channel) => (
                  <td key={channel} className="text-center align-middle">
                    <Switch
                      aria-label={`${kindWords[kind].label}: ${channelWords[channel]}`}
                      disabled={channel === 'email' && !hasRelay && isMoney(kind)}
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

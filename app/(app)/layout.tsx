import { Settings, Wrench } from 'lucide-react';
import type { ReactNode } from 'react';
import { SignOutItem } from '#components/auth/sign-out-item';
import { StepUpProvider } from '#components/auth/step-up';
import { CommandButton } from '#components/commands/command-button';
import { CommandProvider } from '#components/commands/commands';
import { GlobalCommands } from '#components/commands/global-commands';
import { GlobalKeys } from '#components/commands/global-keys';
import { HouseholdItems } from '#components/households/household-items';
import { HouseholdNote } from '#components/households/household-note';
import { ConnectionBanner } from '#components/items/connection-banner';
import { LinkScriptProvider } from '#components/items/link-script';
import { LinkSessionProvider } from '#components/items/link-session';
import { SyncWatchProvider } from '#components/items/sync-watch';
import { MembershipProvider } from '#components/members/membership';
import { NotificationBell } from '#components/notifications/notification-bell';
import { SampleBanner } from '#components/sample/sample-banner';
import { AppShell } from '#components/shell/app-shell';
import { MenuLink } from '#components/shell/menu-link';
import { OfflinePage } from '#components/shell/offline-page';
import { parseTheme, themeChoice } from '#components/shell/theme';
import { timeZoneChoice, todayIn } from '#components/shell/time-zone';
import { UndoKeys } from '#components/shell/undo';
import { InboxCount } from '#components/transactions/inbox-count';
import { RenderedAtProvider } from '#components/ui/relative-time';
import { requireSession } from '#lib/auth/current-session';
import { readChoice } from '#lib/auth/read-choice';
import { env } from '#lib/env';
import { listHouseholds } from '#lib/households/queries';
import { listItems } from '#lib/items/queries';
import { markMoment } from '#lib/live/hub';
import { listNotifications } from '#lib/notifications/queries';

export default async function AppLayout({ children }: { children: ReactNode }) {
  // Before anything is read: what changes from here on is told when the page's stream opens.
  const readAt = markMoment();
  const session = await requireSession();
  const { name, email, operator } = session;
  const [items, notifications, households, timeZone, theme] = await Promise.all([
    listItems(session),
    listNotifications(session),
    listHouseholds(session),
    readChoice(timeZoneChoice),
    readChoice(themeChoice),
  ]);
  const today = todayIn(timeZone);
  return (
    <RenderedAtProvider at={Date.now()}>
      <meta name="read-at" content={readAt} />
      <MembershipProvider fallback={households}>
        <LinkScriptProvider origin={env().linkScriptOrigin}>
          <SyncWatchProvider items={items} today={today}>
            <LinkSessionProvider>
              <StepUpProvider email={email}>
                <CommandProvider>
                  <GlobalCommands operator={operator} />
                  <GlobalKeys />
                  <OfflinePage />
                  <UndoKeys />
                  <AppShell
                    person={{ name, email, note: <HouseholdNote otherwise={email} /> }}
                    theme={parseTheme(theme)}
                    accountItems={
                      <>
                        <HouseholdItems />
                        <MenuLink href="/settings" icon={<Settings aria-hidden="true" />}>
                          Settings
                        </MenuLink>
                        {operator ? (
                          <MenuLink href="/admin" icon={<Wrench aria-hidden="true" />}>
                            Console
                          </MenuLink>
                        ) : null}
                        <SignOutItem />
                      </>
                    }
                    bell={<NotificationBell fallback={notifications} />}
                    counts={{ '/transactions': <InboxCount /> }}
                    search={{ wide: <CommandButton />, compact: <CommandButton compact /> }}
                    banner={
                      <>
                        <SampleBanner />
                        <ConnectionBanner fallback={items} />
                      </>
                    }
                  >
                    {children}
                  </AppShell>
                </CommandProvider>
              </StepUpProvider>
            </LinkSessionProvider>
          </SyncWatchProvider>
        </LinkScriptProvider>
      </MembershipProvider>
    </RenderedAtProvider>
  );
}

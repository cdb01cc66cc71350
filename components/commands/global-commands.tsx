'use client';

import {
  CalendarDays,
  CircleHelp,
  Eye,
  EyeOff,
  FileUp,
  HandCoins,
  LogOut,
  Monitor,
  Moon,
  Plus,
  Settings,
  Sun,
  Wrench,
} from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useSignOut } from '#components/auth/use-sign-out';
import { useLink } from '#components/items/link-session';
import { useIsSample, useMayChange } from '#components/members/membership';
import { settingsSections } from '#components/settings/sections';
import { applyTheme } from '#components/shell/apply-theme';
import { type NavigationItem, navigation } from '#components/shell/navigation';
import { useAmounts } from '#components/shell/use-amounts';
import { type Command, useCommands } from './commands.tsx';

const themes = [
  { theme: 'light', label: 'Light theme', Icon: Sun },
  { theme: 'dark', label: 'Dark theme', Icon: Moon },
  { theme: 'system', label: 'Theme of the system', Icon: Monitor },
] as const;

/** What the menu offers on every page. */
export function GlobalCommands({ operator }: { operator: boolean }) {
  const router = useRouter();
  const signOut = useSignOut();
  const { start } = useLink({ purpose: 'link' });
  const mayChange = useMayChange();
  const isSample = useIsSample();
  const { amounts, toggle } = useAmounts();
  const toPage =
    (group: 'places' | 'settings' | 'actions') =>
    ({ href, label, Icon }: NavigationItem): Command => ({
      id: href,
      label,
      group,
      icon: icon(Icon),
      run: () => router.push(href),
    });
  useCommands([
    ...navigation.map(toPage('places')),
    toPage('places')({ href: '/connections/calendar', label: 'What comes up', Icon: CalendarDays }),
    toPage('places')({ href: '/transactions/questions', label: 'Questions', Icon: CircleHelp }),
    toPage('places')({ href: '/transactions/owed', label: 'What is owed', Icon: HandCoins }),
    ...(operator ? [toPage('places')({ href: '/admin', label: 'Console', Icon: Wrench })] : []),
    ...settingsSections.map((section) => toPage('settings')({ ...section, Icon: Settings })),
    ...(mayChange
      ? [toPage('actions')({ href: '/import', label: 'Import a file', Icon: FileUp })]
      : []),
    ...(mayChange && !isSample
      ? [
          {
            id: 'link',
            label: 'Link a bank',
            group: 'actions' as const,
            icon: icon(Plus),
            run: start,
          },
        ]
      : []),
    {
      id: 'amounts',
      label: amounts === 'hidden' ? 'Show amounts' : 'Hide amounts',
      group: 'actions',
      icon: icon(amounts === 'hidden' ? Eye : EyeOff),
      run: toggle,
    },
    ...themes.map(({ theme, label, Icon }) => ({
      id: `theme-${theme}`,
      label,
      group: 'actions' as const,
      icon: icon(Icon),
      run: () => applyTheme(theme),
    })),
    { id: 'sign-out', label: 'Sign out', group: 'actions', icon: icon(LogOut), run: signOut },
  ]);
  return null;
}

function icon(Icon: NavigationItem['Icon']) {
  return <Icon aria-hidden="true" className="text-ink-faint" />;
}

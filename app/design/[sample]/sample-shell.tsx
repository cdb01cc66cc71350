import { LogOut, Settings } from 'lucide-react';
import { cookies } from 'next/headers';
import type { ReactNode } from 'react';
import { AppShell } from '#components/shell/app-shell';
import { parseTheme, themeCookieName } from '#components/shell/theme';
import { MenuItem } from '#components/ui/menu';

export async function SampleShell({
  at,
  banner,
  children,
}: {
  at: string;
  banner?: ReactNode;
  children: ReactNode;
}) {
  const theme = parseTheme((await cookies()).get(themeCookieName)?.value);
  return (
    <AppShell
      person={{ name: 'Ada Lovelace', email: 'ada@example.org' }}
      theme={theme}
      currentPath={at}
      banner={banner}
      notices={{ '/connections': '1 connection needs you' }}
      accountItems={
        <>
          <MenuItem icon={<Settings aria-hidden="true" />}>Settings</MenuItem>
          <MenuItem icon={<LogOut aria-hidden="true" />}>Sign out</MenuItem>
        </>
      }
    >
      {children}
    </AppShell>
  );
}

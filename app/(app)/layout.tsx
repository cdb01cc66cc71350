import { cookies } from 'next/headers';
import type { ReactNode } from 'react';
import { SignOutItem } from '#components/auth/sign-out-item';
import { ConnectionBanner } from '#components/items/connection-banner';
import { LinkScriptProvider } from '#components/items/link-script';
import { OperatorItem } from '#components/operator/operator-item';
import { AppShell } from '#components/shell/app-shell';
import { parseTheme, themeCookieName } from '#components/shell/theme';
import { requireSession } from '#lib/auth/current-session';
import { env } from '#lib/env';
import { listItems } from '#lib/items/queries';

export default async function AppLayout({ children }: { children: ReactNode }) {
  const { name, email, householdId, operator } = await requireSession();
  const [items, cookieJar] = await Promise.all([listItems(householdId), cookies()]);
  return (
    <LinkScriptProvider origin={env().linkScriptOrigin}>
      <AppShell
        person={{ name, email }}
        theme={parseTheme(cookieJar.get(themeCookieName)?.value)}
        accountItems={
          <>
            {operator ? <OperatorItem /> : null}
            <SignOutItem />
          </>
        }
        banner={<ConnectionBanner fallback={items} />}
      >
        {children}
      </AppShell>
    </LinkScriptProvider>
  );
}

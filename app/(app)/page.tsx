import { cookies } from 'next/headers';
import { FactorHint } from '#components/factors/factor-hint';
import { factorHintCookieName } from '#components/factors/factor-hint-cookie';
import { Overview } from '#components/overview/overview';
import { timeZoneCookieName, todayIn } from '#components/shell/time-zone';
import { listAccounts } from '#lib/accounts/queries';
import { requireSession } from '#lib/auth/current-session';
import { listFactorKinds } from '#lib/factors/queries';
import { arePasskeysPossible } from '#lib/factors/relying-party';
import { listItems } from '#lib/items/queries';
import { recentLimit } from '#lib/transactions/contract';
import { listTransactions } from '#lib/transactions/queries';

export const metadata = { title: 'Overview' };

export default async function OverviewPage() {
  const session = await requireSession();
  const [items, accounts, recent, factorKinds, cookieJar] = await Promise.all([
    listItems(session),
    listAccounts(session),
    listTransactions(session, { limit: recentLimit }),
    listFactorKinds(session.userId),
    cookies(),
  ]);
  const today = todayIn(cookieJar.get(timeZoneCookieName)?.value);
  const isWorthAHint =
    items.length > 0 && factorKinds.length === 0 && !cookieJar.has(factorHintCookieName);
  return (
    <>
      <Overview fallback={{ items, accounts, recent, today }} />
      {isWorthAHint ? <FactorHint passkeysPossible={arePasskeysPossible()} /> : null}
    </>
  );
}

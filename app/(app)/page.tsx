import { FactorHint } from '#components/factors/factor-hint';
import { factorHintChoice } from '#components/factors/factor-hint-choice';
import { NetWorthCourse } from '#components/net-worth/net-worth-course';
import { Overview } from '#components/overview/overview';
import { LiveRefresh } from '#components/shell/live-refresh';
import { timeZoneChoice, todayIn } from '#components/shell/time-zone';
import { listAccounts } from '#lib/accounts/queries';
import { requireSession } from '#lib/auth/current-session';
import { listFirstSteps, nameFirstStep } from '#lib/auth/first-steps';
import { readChoice } from '#lib/auth/read-choice';
import { readPeriod } from '#lib/balances/contract';
import { listFactorKinds } from '#lib/factors/queries';
import { arePasskeysPossible } from '#lib/factors/relying-party';
import { listItems } from '#lib/items/queries';
import { getNetWorth } from '#lib/net-worth/queries';
import { findProviderName } from '#lib/oidc/queries';
import { recentLimit } from '#lib/transactions/limits';
import { listTransactions } from '#lib/transactions/queries';

export const metadata = { title: 'Overview' };

export default async function OverviewPage() {
  const session = await requireSession();
  const today = todayIn(await readChoice(timeZoneChoice));
  const [items, accounts, recent, worth, factorKinds, factorHint] = await Promise.all([
    listItems(session),
    listAccounts(session),
    listTransactions(session, { limit: recentLimit }),
    getNetWorth(session, { ...lastQuarter(today), today }),
    listFactorKinds(session.userId),
    readChoice(factorHintChoice),
  ]);
  const isWorthAHint = items.length > 0 && factorKinds.length === 0 && factorHint === undefined;
  return (
    <>
      <LiveRefresh topic="accounts" />
      <Overview
        fallback={{ items, accounts, recent, today }}
        netWorthChart={<NetWorthCourse worth={worth} today={today} />}
      />
      {isWorthAHint ? (
        <FactorHint
          firstStep={nameFirstStep(await listFirstSteps(session.userId), findProviderName())}
          passkeysPossible={arePasskeysPossible()}
        />
      ) : null}
    </>
  );
}

function lastQuarter(today: string) {
  const { from, to } = readPeriod({ period: '90d' }, today);
  return { from, to };
}

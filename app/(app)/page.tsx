import { FactorHint } from '#components/factors/factor-hint';
import { factorHintChoice } from '#components/factors/factor-hint-choice';
import { Overview } from '#components/overview/overview';
import { timeZoneChoice, todayIn } from '#components/shell/time-zone';
import { listAccounts } from '#lib/accounts/queries';
import { requireSession } from '#lib/auth/current-session';
import { listFirstSteps, nameFirstStep } from '#lib/auth/first-steps';
import { readChoice } from '#lib/auth/read-choice';
import { listFactorKinds } from '#lib/factors/queries';
import { arePasskeysPossible } from '#lib/factors/relying-party';
import { listItems } from '#lib/items/queries';
import { findProviderName } from '#lib/oidc/queries';
import { recentLimit } from '#lib/transactions/contract';
import { listTransactions } from '#lib/transactions/queries';

export const metadata = { title: 'Overview' };

export default async function OverviewPage() {
  const session = await requireSession();
  const [items, accounts, recent, factorKinds, timeZone, factorHint] = await Promise.all([
    listItems(session),
    listAccounts(session),
    listTransactions(session, { limit: recentLimit }),
    listFactorKinds(session.userId),
    readChoice(timeZoneChoice),
    readChoice(factorHintChoice),
  ]);
  const today = todayIn(timeZone);
  const isWorthAHint = items.length > 0 && factorKinds.length === 0 && factorHint === undefined;
  return (
    <>
      <Overview fallback={{ items, accounts, recent, today }} />
      {isWorthAHint ? (
        <FactorHint
          firstStep={nameFirstStep(await listFirstSteps(session.userId), findProviderName())}
          passkeysPossible={arePasskeysPossible()}
        />
      ) : null}
    </>
  );
}

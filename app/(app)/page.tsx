import { FactorHint } from '#components/factors/factor-hint';
import { factorHintChoice } from '#components/factors/factor-hint-choice';
import { FirstSync, isFirstSync } from '#components/items/first-sync';
import { LinkBankButton } from '#components/items/link-bank-button';
import { ArrangeButton } from '#components/overview/arrange-button';
import { AttentionSkeleton } from '#components/overview/attention-skeleton';
import { FirstSteps } from '#components/overview/first-steps';
import { OverviewColumns } from '#components/overview/overview-columns';
import { Welcome } from '#components/overview/welcome';
import { LiveRefresh } from '#components/shell/live-refresh';
import { timeZoneChoice, todayIn } from '#components/shell/time-zone';
import { PageHeader } from '#components/ui/page-header';
import { listAccounts } from '#lib/accounts/queries';
import { requireSession } from '#lib/auth/current-session';
import { listFirstSteps, nameFirstStep } from '#lib/auth/first-steps';
import { readChoice } from '#lib/auth/read-choice';
import { listFactorKinds } from '#lib/factors/queries';
import { arePasskeysPossible } from '#lib/factors/relying-party';
import { listItemHistories, listItems } from '#lib/items/queries';
import { findProviderName } from '#lib/oidc/queries';
import { overviewCards } from '#lib/overview/contract';
import { getOverview, listSteps } from '#lib/overview/queries';
import { readAttention } from './_overview/attention.tsx';
import { Card, startCard, waitForCards } from './_overview/card.tsx';
import { cards } from './_overview/cards.tsx';

export const metadata = { title: 'Overview' };

/** What the cards are made of. */
const topics = [
  'items',
  'accounts',
  'transactions',
  'categories',
  'budgets',
  'recurring',
  'goals',
] as const;

export default async function OverviewPage() {
  const session = await requireSession();
  const today = todayIn(await readChoice(timeZoneChoice));
  const [items, overview, factorKinds, factorHint] = await Promise.all([
    listItems(session),
    getOverview(session),
    listFactorKinds(session.userId),
    readChoice(factorHintChoice),
  ]);
  // Accounts are what cards are made of: whoever has a bank does not wait for them before any card begins.
  if (items.length === 0 && (await listAccounts(session)).items.length === 0) {
    return (
      <>
        <LiveRefresh topics={topics} />
        <Welcome />
      </>
    );
  }
  const context = { session, today };
  const attention = startCard('What needs you', readAttention, context);
  const shown = overview.cards
    .filter((card) => !overview.hidden.includes(card))
    .map((card) => startCard(overviewCards[card], cards[card], context));
  const [histories, steps] = await Promise.all([
    items.some(isFirstSync) ? listItemHistories(session) : [],
    overview.stepsClosed || session.role === 'viewer' ? [] : listSteps(session),
    waitForCards([attention, ...shown]),
  ]);
  const isBeginning = steps.some(({ done }) => !done);
  const isWorthAHint =
    !isBeginning && items.length > 0 && factorKinds.length === 0 && factorHint === undefined;
  return (
    <>
      <LiveRefresh topics={topics} />
      <PageHeader
        title="Overview"
        actions={
          <>
            <ArrangeButton fallback={overview} />
            <LinkBankButton variant="secondary" />
          </>
        }
      />
      <FirstSync items={items} histories={histories} today={today} />
      {isBeginning ? <FirstSteps steps={steps} overview={overview} /> : null}
      <Card {...attention} place={<AttentionSkeleton />} />
      <OverviewColumns>
        {shown.map((card) => (
          <Card key={card.name} {...card} />
        ))}
      </OverviewColumns>
      {isWorthAHint ? (
        <FactorHint
          firstStep={nameFirstStep(await listFirstSteps(session.userId), findProviderName())}
          passkeysPossible={arePasskeysPossible()}
        />
      ) : null}
    </>
  );
}

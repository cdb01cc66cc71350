'use client';

import type { ReactNode } from 'react';
import { AccountPrivacy } from '#components/privacy/account-privacy';
import { useToday } from '#components/shell/today';
import { TieOutSection } from '#components/tie-out/tie-out-section';
import { TransactionTable } from '#components/transactions/transaction-table';
import { Amount } from '#components/ui/amount';
import { Definition, DefinitionList } from '#components/ui/definition-list';
import { Figure } from '#components/ui/figure';
import { Link } from '#components/ui/link';
import { PageHeader } from '#components/ui/page-header';
import { SectionHeading } from '#components/ui/section-heading';
import { TextLink } from '#components/ui/text-link';
import { ValuationSection } from '#components/valuations/valuation-section';
import { isValued } from '#lib/accounts/account-kinds';
import type { AccountDto } from '#lib/accounts/contract';
import { useAccount } from '#lib/accounts/hooks';
import { type CivilDate, formatCivilDate } from '#lib/dates/civil-date';
import type { PrivacyDto } from '#lib/privacy/contract';
import type { TieOutDto } from '#lib/tie-out/contract';
import type { TransactionPage } from '#lib/transactions/contract';
import type { ValuationsDto } from '#lib/valuations/contract';
import { AccountActions } from './account-actions.tsx';
import { kindOf, nameOfBalance, whereAccountIs } from './account-labels.tsx';
import { BalanceAge } from './balance-age.tsx';

/** One account: its balance, what the bank says about it, and its transactions. */
export function AccountView({
  account: fallback,
  tieOut,
  page,
  privacy,
  history,
  terms,
  statements,
  holdings,
  numbers,
  valuations,
  today: todayFallback,
}: {
  account: AccountDto;
  tieOut: TieOutDto | null;
  /** Null: its transactions are not for the viewer. */
  page: TransactionPage | null;
  /** What the others see of it; null where that is not the viewer's to decide. */
  privacy: PrivacyDto | null;
  /** Its balance over time, drawn on the server. */
  history: ReactNode;
  /** Of a card or a loan, on what terms it is owed. */
  terms: ReactNode;
  /** What the bank issued of it, month by month; null where it issues none. */
  statements: ReactNode;
  /** Of an account of securities, what is in it and what happened; null where nothing is known of that. */
  holdings: ReactNode;
  /** By which money finds it, of a bank's that is the viewer's own. */
  numbers: ReactNode;
  /** Of an account kept by hand. */
  valuations: ValuationsDto | null;
  today: string;
}) {
  const account = useAccount(fallback);
  const today = useToday(todayFallback);
  const { current } = account;
  const filter = { accountId: account.id };
  const isValue = account.byHand !== null && isValued(account.byHand.kind);
  return (
    <>
      <PageHeader
        title={account.name}
        description={`${whereAccountIs(account)}${account.mask ? ` ••${account.mask}` : ''}`}
        back={
          <TextLink asChild>
            <Link href="/accounts">Accounts</Link>
          </TextLink>
        }
        actions={<AccountActions account={account} today={today} />}
      />
      <div className="mb-10 grid gap-x-16 gap-y-8 lg:grid-cols-2">
        <Figure
          label={nameOfBalance(account)}
          minor={current?.minor ?? null}
          currency={current?.currency ?? null}
          size="xl"
          note={<BalanceTime account={account} today={today} />}
        />
        <AccountFacts account={account} />
      </div>
      {terms}
      {history}
      {valuations ? (
        <ValuationSection account={account} fallback={valuations} today={today} />
      ) : null}
      {account.byHand ? null : (
        <TieOutSection accountId={account.id} fallback={tieOut} today={today} />
      )}
      {numbers}
      {statements}
      {privacy ? <AccountPrivacy accountId={account.id} fallback={privacy} /> : null}
      {holdings}
      {(isValue || holdings) && page?.items.length === 0 ? null : (
        <section aria-labelledby="transactions">
          <SectionHeading
            id="transactions"
            aside={
              page && !account.byHand ? (
                <TextLink asChild>
                  <Link href={`/accounts/${account.id}/missing`}>Something is missing?</Link>
                </TextLink>
              ) : null
            }
          >
            Transactions
          </SectionHeading>
          {page ? (
            <TransactionTable
              filter={filter}
              fallback={{ filter, page }}
              today={today}
              emptyText={
                account.byHand
                  ? 'Nothing was entered yet. Each transaction you add moves the balance.'
                  : 'The bank has reported no transactions of this account.'
              }
              hideAccount
            />
          ) : (
            <p className="py-4 text-ink-soft">
              {account.linkedBy ?? 'Whoever it is of'} shows you what is in this account, not what
              goes in and out.
            </p>
          )}
        </section>
      )}
    </>
  );
}

function BalanceTime({ account, today }: { account: AccountDto; today: CivilDate }) {
  const { byHand, standing, closedOn, hidden } = account;
  if (standing === 'disconnected') return 'No longer connected; not counted in net worth';
  if (closedOn) {
    return `Closed on ${formatCivilDate(closedOn, today)}; counted in net worth until then`;
  }
  if (hidden) return 'Hidden: not listed, and not counted in net worth';
  if (standing === 'excluded') return 'Left out of net worth';
  if (!byHand) return <BalanceAge accounts={[account]} />;
  if (isValued(byHand.kind)) return 'As you last valued it';
  return 'Kept by hand: the balance at the start and its transactions';
}

function AccountFacts({ account }: { account: AccountDto }) {
  const { available, limit, officialName } = account;
  return (
    <DefinitionList>
      {available ? (
        <Definition term="Available">
          <Amount minor={available.minor} currency={available.currency} />
        </Definition>
      ) : null}
      {limit ? (
        <Definition term="Limit">
          <Amount minor={limit.minor} currency={limit.currency} />
        </Definition>
      ) : null}
      {account.linkedBy ? (
        <Definition term={account.byHand ? 'Kept by' : 'Linked by'}>{account.linkedBy}</Definition>
      ) : null}
      <Definition term="Kind">{kindOf(account)}</Definition>
      {account.bankName ? (
        <Definition term="The bank calls it">{account.bankName}</Definition>
      ) : null}
      {account.byHand && !isValued(account.byHand.kind) ? (
        <Definition term="At the start">
          <Amount {...account.byHand.opening} />
        </Definition>
      ) : null}
      {officialName ? <Definition term="Official name">{officialName}</Definition> : null}
    </DefinitionList>
  );
}

import { cache } from 'react';
import { NumbersSection } from '#components/account-numbers/numbers-section';
import { AccountView } from '#components/accounts/account-view';
import { BalanceHistory } from '#components/balances/balance-history';
import { TermsSection } from '#components/debts/terms-section';
import { HoldingsSection } from '#components/investments/holdings-section';
import { GrantList } from '#components/processors/grant-list';
import { LiveRefresh } from '#components/shell/live-refresh';
import { timeZoneChoice, todayIn } from '#components/shell/time-zone';
import { StatementsSection } from '#components/statements/statements-section';
import { getProof } from '#lib/account-numbers/queries';
import type { AccountDto } from '#lib/accounts/contract';
import { getAccount } from '#lib/accounts/queries';
import { requireSession } from '#lib/auth/current-session';
import { readChoice } from '#lib/auth/read-choice';
import { readPeriod } from '#lib/balances/contract';
import { getBalanceHistory } from '#lib/balances/queries';
import { findTerms } from '#lib/debts/queries';
import { nullWhenMissing } from '#lib/errors';
import { activityQuery } from '#lib/investments/contract';
import { listActivity } from '#lib/investments/list-activity';
import { getPortfolio } from '#lib/investments/queries';
import { getPrivacy } from '#lib/privacy/queries';
import { listGrants } from '#lib/processors/queries';
import { listProducts } from '#lib/products/queries';
import { readOrNotFound } from '#lib/read-or-not-found';
import { statementsQuery } from '#lib/statements/contract';
import { listStatements } from '#lib/statements/queries';
import { getTieOut } from '#lib/tie-out/queries';
import { listTransactions } from '#lib/transactions/queries';
import { listValuations } from '#lib/valuations/queries';

export async function generateMetadata({ params }: PageProps<'/accounts/[accountId]'>) {
  return { title: (await readAccount((await params).accountId)).name };
}

export default async function AccountPage({
  params,
  searchParams,
}: PageProps<'/accounts/[accountId]'>) {
  const session = await requireSession();
  const { accountId } = await params;
  const account = await readAccount(accountId);
  const isOpen = account.sight === 'full';
  const today = todayIn(await readChoice(timeZoneChoice));
  const period = readPeriod(await searchParams, today);
  const isHolding = isOpen && isHoldingSecurities(account);
  const hasStatements = isOpen && isIssuedStatements(account);
  const [page, tieOut, privacy, history, valuations, terms, portfolio, activity, issued, products] =
    await Promise.all([
      ifOpen(isOpen, () => listTransactions(session, { accountId, limit: 50 })),
      account.tieOut && getTieOut(session, accountId),
      account.linkedBy === null ? getPrivacy(session) : null,
      getBalanceHistory(session, accountId, { from: period.from, to: period.to, today }),
      account.byHand && listValuations(session, accountId),
      findTerms(session, account, today),
      ifOpen(isHolding, () => getPortfolio(session, accountId)),
      ifOpen(isHolding, () => listActivity(session, activityQuery.parse({ accountId }))),
      ifOpen(hasStatements, () => listStatements(session, statementsQuery.parse({ accountId }))),
      hasStatements ? listProducts(session, 'statements') : [],
    ]);
  return (
    <>
      <LiveRefresh topics={['accounts', 'debts', 'investments', 'statements']} />
      <AccountView
        account={account}
        tieOut={tieOut}
        page={page}
        privacy={privacy}
        today={today}
        valuations={valuations}
        terms={terms ? <TermsSection accountId={accountId} terms={terms} today={today} /> : null}
        statements={
          issued ? (
            <StatementsSection
              accountId={accountId}
              page={issued}
              products={products.filter(({ itemId }) => itemId === account.itemId)}
            />
          ) : null
        }
        holdings={
          portfolio && activity ? (
            <HoldingsSection
              accountId={accountId}
              portfolio={portfolio}
              activity={activity}
              today={today}
            />
          ) : null
        }
        numbers={isNumbered(account) ? <AccountNumbers account={account} /> : null}
        history={
          <BalanceHistory account={account} history={history} period={period} today={today} />
        }
      />
    </>
  );
}

/** Once per request, for the title and for the page. */
const readAccount = cache(async (accountId: string) => {
  const session = await requireSession();
  return readOrNotFound(accountId, (id) => getAccount(session, id));
});

/** What is for whoever sees all of an account; null also where they were kept from it since the account was read. */
async function ifOpen<Value>(isOpen: boolean, read: () => Promise<Value>): Promise<Value | null> {
  return isOpen ? read().catch(nullWhenMissing) : null;
}

function isHoldingSecurities({ byHand, type }: AccountDto): boolean {
  return byHand === null && (type === 'investment' || type === 'brokerage');
}

function isIssuedStatements({ byHand, connected, type }: AccountDto): boolean {
  return byHand === null && connected && (type === 'depository' || type === 'credit');
}

function isNumbered({ itemId, mine, connected, type }: AccountDto): boolean {
  return itemId !== null && mine && connected && type === 'depository';
}

async function AccountNumbers({ account: { id, itemId, name } }: { account: AccountDto }) {
  const session = await requireSession();
  const [proof, grants] = await Promise.all([getProof(session, id), listGrants(session, id)]);
  return (
    <NumbersSection
      accountId={id}
      account={name}
      itemId={itemId ?? ''}
      proof={proof}
      grants={grants.length > 0 ? <GrantList grants={grants} /> : null}
    />
  );
}

'use client';

import { Amount } from '#components/ui/amount';
import { type AccountGroup, accountGroups } from '#lib/accounts/account-kinds';
import type { AccountDto, AccountListDto } from '#lib/accounts/contract';
import type { DayValues } from '#lib/balances/contract';
import { cn } from '#lib/cn';
import { debtGroups, groupLabels } from './account-labels.tsx';
import { AccountRows } from './account-rows.tsx';

/**
 * Accounts as a balance sheet: groups with their sums, assets before debts, and net worth under the
 * double rule. What does not count stands below it: left out, closed, or reported by no bank any more.
 */
export function BalanceSheet({
  accounts,
  worth: { netWorth, total },
  courses,
  headingLevel = 3,
  isBrief = false,
}: {
  accounts: AccountDto[];
  worth: Pick<AccountListDto, 'netWorth' | 'total'>;
  /** Groups with their sums alone. */
  isBrief?: boolean;
  /** What each account held on the last days, by its id; drawn small where it is given. */
  courses?: Record<string, DayValues>;
  headingLevel?: 2 | 3;
}) {
  const counted = accounts.filter(({ standing }) => standing === 'counted');
  return (
    <>
      {accountGroups.map((group) => (
        <Group
          key={group}
          group={group}
          accounts={counted.filter((account) => account.group === group)}
          courses={courses}
          headingLevel={headingLevel}
          isBrief={isBrief}
        />
      ))}
      {netWorth.map(({ currency, transitMinor }) =>
        transitMinor === 0 ? null : (
          <p key={currency} className="mt-6 flex items-baseline justify-between text-ink-soft">
            <span>On its way between accounts</span>
            <Amount minor={transitMinor} currency={currency} />
          </p>
        ),
      )}
      {netWorth.map(({ currency, netMinor }) => (
        <p
          key={currency}
          className={cn(
            'flex items-baseline justify-between',
            total ? 'mt-2 first-of-type:mt-6' : 'mt-6 py-2.5 font-semibold rule-final',
          )}
        >
          <span>Net worth{netWorth.length > 1 || total ? ` in ${currency}` : ''}</span>
          <Amount minor={netMinor} currency={currency} />
        </p>
      ))}
      {total ? (
        <p className="mt-4 flex items-baseline justify-between py-2.5 font-semibold rule-final">
          <span>Net worth in all, in {total.currency}</span>
          <Amount minor={total.netMinor} currency={total.currency} />
        </p>
      ) : null}
      {isBrief
        ? null
        : (['excluded', 'closed', 'disconnected'] as const).map((standing) => (
            <Uncounted
              key={standing}
              heading={uncountedWords[standing]}
              accounts={accounts.filter((account) => account.standing === standing)}
              headingLevel={headingLevel}
            />
          ))}
    </>
  );
}

const uncountedWords = {
  excluded: 'Left out of net worth',
  closed: 'Closed, not counted',
  disconnected: 'No longer connected, not counted',
} as const;

function Uncounted({
  heading,
  accounts,
  headingLevel,
}: {
  heading: string;
  accounts: AccountDto[];
  headingLevel: 2 | 3;
}) {
  if (accounts.length === 0) return null;
  return (
    <section className="mt-8">
      <GroupHeading level={headingLevel}>{heading}</GroupHeading>
      <AccountRows accounts={accounts} />
    </section>
  );
}

function Group({
  group,
  accounts,
  courses,
  headingLevel,
  isBrief,
}: {
  group: AccountGroup;
  accounts: AccountDto[];
  courses?: Record<string, DayValues>;
  headingLevel: 2 | 3;
  isBrief: boolean;
}) {
  if (accounts.length === 0) return null;
  const owed = debtGroups.has(group);
  return (
    <section className="mt-5 first:mt-4">
      <GroupHeading level={headingLevel} aside={<GroupSums accounts={accounts} owed={owed} />}>
        {groupLabels[group]}
        {isBrief ? <span className="text-ink-faint"> {accounts.length}</span> : null}
      </GroupHeading>
      {isBrief ? null : <AccountRows accounts={accounts} courses={courses} />}
    </section>
  );
}

function GroupHeading({
  level,
  aside,
  children,
}: {
  level: 2 | 3;
  aside?: React.ReactNode;
  children: React.ReactNode;
}) {
  const Heading = `h${level}` as const;
  return (
    <div className="flex items-baseline justify-between gap-4 pb-1">
      <Heading className="text-ink-soft">{children}</Heading>
      {aside}
    </div>
  );
}

/** One sum per currency: what is in different currencies is never added up. */
function GroupSums({ accounts, owed }: { accounts: AccountDto[]; owed: boolean }) {
  const sums = new Map<string, number>();
  for (const { current } of accounts) {
    if (current) sums.set(current.currency, (sums.get(current.currency) ?? 0) + current.minor);
  }
  return (
    <span className="flex flex-wrap items-baseline justify-end gap-x-3 font-medium">
      {owed ? <span className="font-normal text-ink-faint text-sm">owed</span> : null}
      {[...sums].map(([currency, minor]) => (
        <Amount key={currency} minor={minor} currency={currency} />
      ))}
    </span>
  );
}

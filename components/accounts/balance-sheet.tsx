'use client';

import Link from 'next/link';
import { Sparkline } from '#components/charts/sparkline';
import { Amount } from '#components/ui/amount';
import { Monogram } from '#components/ui/monogram';
import { useRenderedAt } from '#components/ui/relative-time';
import { StatusPill } from '#components/ui/status-pill';
import { TextLink } from '#components/ui/text-link';
import {
  type AccountDto,
  type AccountGroup,
  accountGroups,
  type NetWorth,
} from '#lib/accounts/contract';
import type { DayValues } from '#lib/balances/contract';
import type { Money } from '#lib/money/contract';
import { formatAmount } from '#lib/money/format-amount';
import { debtGroups, groupLabels, whereAccountIs } from './account-labels.tsx';
import { BalanceAge } from './balance-age.tsx';

/**
 * Accounts as a balance sheet: groups with their sums, assets before debts, and net worth under the
 * double rule. What does not count stands below it: left out, closed, or reported by no bank any more.
 */
export function BalanceSheet({
  accounts,
  netWorth,
  courses,
  headingLevel = 3,
}: {
  accounts: AccountDto[];
  netWorth: NetWorth[];
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
          className="mt-6 flex items-baseline justify-between py-2.5 font-semibold rule-final"
        >
          <span>Net worth{netWorth.length > 1 ? ` in ${currency}` : ''}</span>
          <Amount minor={netMinor} currency={currency} />
        </p>
      ))}
      {(['excluded', 'closed', 'disconnected'] as const).map((standing) => (
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
}: {
  group: AccountGroup;
  accounts: AccountDto[];
  courses?: Record<string, DayValues>;
  headingLevel: 2 | 3;
}) {
  if (accounts.length === 0) return null;
  const owed = debtGroups.has(group);
  return (
    <section className="mt-5 first:mt-4">
      <GroupHeading level={headingLevel} aside={<GroupSums accounts={accounts} owed={owed} />}>
        {groupLabels[group]}
      </GroupHeading>
      <AccountRows accounts={accounts} courses={courses} />
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

export function AccountRows({
  accounts,
  courses,
}: {
  accounts: AccountDto[];
  courses?: Record<string, DayValues>;
}) {
  return (
    <ul>
      {accounts.map((account) => (
        <li key={account.id} className="flex min-h-14 items-center gap-3 border-line border-t py-2">
          <Monogram
            name={account.institution?.name ?? account.name}
            colour={account.institution?.color}
          />
          <span className="min-w-0 flex-1">
            <TextLink quiet asChild className="block w-fit max-w-full truncate">
              <Link href={`/accounts/${account.id}`}>{account.name}</Link>
            </TextLink>
            {/* On a phone the bank's name gives way before the digits that tell accounts apart. */}
            <span className="flex gap-1 text-ink-faint text-sm">
              <span className="truncate">
                {whereAccountIs(account)}
                {account.linkedBy ? ` · ${account.linkedBy}` : null}
                <StaleAge account={account} />
              </span>
              {account.mask ? <span className="shrink-0">••{account.mask}</span> : null}
            </span>
          </span>
          {courses ? (
            <Sparkline values={courses[account.id] ?? []} className="mr-4 h-6 w-20 max-sm:hidden" />
          ) : null}
          <span className="text-right sm:min-w-28">
            <Amount
              minor={account.current?.minor ?? null}
              currency={account.current?.currency ?? null}
            />
            <BalanceNote account={account} />
          </span>
        </li>
      ))}
    </ul>
  );
}

/** Only of a balance that is older than what one expects: a day and a half. */
function StaleAge({ account }: { account: AccountDto }) {
  const renderedAt = useRenderedAt();
  const at = account.balanceUpdatedAt ?? account.balanceAsOf;
  if (!at || account.standing !== 'counted' || renderedAt - Date.parse(at) < staleMs) return null;
  return (
    <>
      {' · '}
      <BalanceAge accounts={[account]} />
    </>
  );
}

const staleMs = 36 * 3_600_000;

function BalanceNote({ account: { available, current, limit, tieOut } }: { account: AccountDto }) {
  if (tieOut?.status === 'off') {
    return (
      <StatusPill tone="warning" variant="plain" className="flex justify-end">
        {tieOut.difference ? `Off by ${absolute(tieOut.difference)}` : 'Off'}
      </StatusPill>
    );
  }
  const isTold = available && available.minor !== current?.minor;
  if (!isTold && !limit) return null;
  const [word, amount] = isTold ? ['available', available] : ['limit', limit];
  return (
    <span className="block text-ink-faint text-sm">
      <Amount minor={amount?.minor ?? null} currency={amount?.currency ?? null} /> {word}
    </span>
  );
}

function absolute({ minor, currency }: Money): string {
  return formatAmount(minor, currency, { sign: 'none' }).text;
}

'use client';

import Link from 'next/link';
import { Amount } from '#components/ui/amount';
import { Monogram } from '#components/ui/monogram';
import { StatusPill } from '#components/ui/status-pill';
import { TextLink } from '#components/ui/text-link';
import {
  type AccountDto,
  type AccountGroup,
  accountGroups,
  type NetWorth,
} from '#lib/accounts/contract';
import type { Money } from '#lib/money/contract';
import { formatAmount } from '#lib/money/format-amount';
import { debtGroups, groupLabels, whereAccountIs } from './account-labels.ts';

/**
 * Accounts as a balance sheet: groups with their sums, assets before debts, and net worth under the
 * double rule. What the banks no longer report stands below it, uncounted.
 */
export function BalanceSheet({
  accounts,
  netWorth,
  headingLevel = 3,
}: {
  accounts: AccountDto[];
  netWorth: NetWorth[];
  headingLevel?: 2 | 3;
}) {
  const connected = accounts.filter((account) => account.connected);
  const past = accounts.filter((account) => !account.connected);
  return (
    <>
      {accountGroups.map((group) => (
        <Group
          key={group}
          group={group}
          accounts={connected.filter((account) => account.group === group)}
          headingLevel={headingLevel}
        />
      ))}
      {netWorth.map(({ currency, netMinor }) => (
        <p
          key={currency}
          className="mt-6 flex items-baseline justify-between py-2.5 font-semibold rule-final"
        >
          <span>Net worth{netWorth.length > 1 ? ` in ${currency}` : ''}</span>
          <Amount minor={netMinor} currency={currency} />
        </p>
      ))}
      {past.length > 0 ? (
        <section className="mt-8">
          <GroupHeading level={headingLevel}>No longer connected, not counted</GroupHeading>
          <AccountRows accounts={past} />
        </section>
      ) : null}
    </>
  );
}

function Group({
  group,
  accounts,
  headingLevel,
}: {
  group: AccountGroup;
  accounts: AccountDto[];
  headingLevel: 2 | 3;
}) {
  if (accounts.length === 0) return null;
  const owed = debtGroups.has(group);
  return (
    <section className="mt-5 first:mt-4">
      <GroupHeading level={headingLevel} aside={<GroupSums accounts={accounts} owed={owed} />}>
        {groupLabels[group]}
      </GroupHeading>
      <AccountRows accounts={accounts} />
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

function AccountRows({ accounts }: { accounts: AccountDto[] }) {
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
              </span>
              {account.mask ? <span className="shrink-0">••{account.mask}</span> : null}
            </span>
          </span>
          <span className="text-right">
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

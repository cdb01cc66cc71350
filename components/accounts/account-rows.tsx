'use client';

import { Check } from 'lucide-react';
import { Sparkline } from '#components/charts/sparkline';
import { Amount } from '#components/ui/amount';
import { Link } from '#components/ui/link';
import { Monogram } from '#components/ui/monogram';
import { useRenderedAt } from '#components/ui/relative-time';
import { StatusPill } from '#components/ui/status-pill';
import { TextLink } from '#components/ui/text-link';
import { VisuallyHidden } from '#components/ui/visually-hidden';
import type { AccountDto } from '#lib/accounts/contract';
import type { DayValues } from '#lib/balances/contract';
import type { Money } from '#lib/money/contract';
import { formatAmount } from '#lib/money/format-amount';
import { whereAccountIs } from './account-labels.tsx';
import { BalanceAge } from './balance-age.tsx';

/** Accounts one below the other, each with what is in it and whether that ties out. */
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
              {account.tieOut?.status === 'ties_out' ? <TiesOut /> : null}
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

/** The bank’s balance is the one our rows add up to. */
function TiesOut() {
  return (
    <span title="Ties out" className="flex shrink-0 items-center pl-0.5">
      <Check aria-hidden="true" className="size-3.5" />
      <VisuallyHidden>Ties out</VisuallyHidden>
    </span>
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
        {tieOut.difference ? (
          <span data-amount="end">Off by {absolute(tieOut.difference)}</span>
        ) : (
          'Off'
        )}
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

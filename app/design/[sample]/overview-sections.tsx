import { Clock } from 'lucide-react';
import { Amount } from '#components/ui/amount';
import { Monogram } from '#components/ui/monogram';
import { SectionHeading } from '#components/ui/section-heading';
import { StatusPill } from '#components/ui/status-pill';
import { TextLink } from '#components/ui/text-link';
import { assets, debts, type SampleAccount, sumMinor, transactions } from './sample-data.ts';

export function BalanceSheet() {
  return (
    <section aria-labelledby="balance-sheet">
      <SectionHeading id="balance-sheet" aside={<TextLink href="#accounts">All accounts</TextLink>}>
        Accounts
      </SectionHeading>
      <Group title="Assets" accounts={assets} sum={sumMinor(assets)} />
      <Group title="Debts" accounts={debts} sum={sumMinor(debts)} owed />
      <p className="mt-6 flex items-baseline justify-between py-2.5 font-semibold rule-final">
        Net worth
        <Amount minor={sumMinor(assets) - sumMinor(debts)} currency="USD" />
      </p>
    </section>
  );
}

function Group({
  title,
  accounts,
  sum,
  owed = false,
}: {
  title: string;
  accounts: readonly SampleAccount[];
  sum: number;
  owed?: boolean;
}) {
  return (
    <div className="mt-5">
      <h3 className="flex items-baseline justify-between pb-1 text-ink-soft">
        <span>{title}</span>
        <span className="font-medium text-ink">
          {owed ? <span className="mr-2 font-normal text-ink-faint text-sm">owed</span> : null}
          <Amount minor={sum} currency="USD" />
        </span>
      </h3>
      <ul>
        {accounts.map((account) => (
          <li
            key={account.mask}
            className="flex min-h-14 items-center gap-3 border-line border-t py-2"
          >
            <Monogram name={account.institution} />
            <span className="min-w-0 flex-1">
              <TextLink quiet href={`#${account.mask}`} className="block w-fit max-w-full truncate">
                {account.name}
              </TextLink>
              <span className="block truncate text-ink-faint text-sm">
                {account.institution} ••{account.mask}
              </span>
            </span>
            <span className="text-right">
              <Amount minor={account.minor} currency="USD" />
              {account.minor === null ? (
                <StatusPill tone="warning" variant="plain" className="flex justify-end">
                  Needs sign-in
                </StatusPill>
              ) : (
                <span className="block text-ink-faint text-sm">{account.note}</span>
              )}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}

export function RecentTransactions() {
  return (
    <section aria-labelledby="recent">
      <SectionHeading id="recent" aside={<TextLink href="#transactions">All</TextLink>}>
        Recent
      </SectionHeading>
      <ul>
        {transactions.slice(0, 8).map((row) => (
          <li
            key={row.id}
            className="flex min-h-10 items-center gap-3 border-line border-b py-2 last:border-b-0"
          >
            <span className="w-12 shrink-0 text-ink-faint text-sm">{row.date}</span>
            <span className="min-w-0 flex-1 truncate">{row.merchant}</span>
            {row.pending ? (
              <StatusPill icon={<Clock aria-hidden="true" />}>Pending</StatusPill>
            ) : null}
            <Amount
              minor={row.minor}
              currency="USD"
              tone={row.pending ? 'soft' : 'money-in'}
              className="min-w-22 text-right"
            />
          </li>
        ))}
      </ul>
    </section>
  );
}

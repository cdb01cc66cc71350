import { Amount } from '#components/ui/amount';
import { Link } from '#components/ui/link';
import { TextLink } from '#components/ui/text-link';
import type { BudgetDto } from '#lib/budgets/contract';

/** What counts in the figures and what does not. */
export function BudgetNotes({ budget }: { budget: BudgetDto }) {
  const { settings, pendingMinor, others, balanceOnlyCount, groups } = budget;
  const { currency, countsPending } = settings;
  const hasOnce = groups.some(({ whole, lines }) =>
    [whole, ...lines].some((line) => line?.plan?.once),
  );
  return (
    <ul className="mt-10 flex max-w-prose flex-col gap-1 text-ink-soft text-sm">
      <li>
        {countsPending ? 'Pending transactions count' : 'Pending transactions do not count'}
        {pendingMinor === 0 ? '; there are none in this period.' : null}
        {pendingMinor === 0 ? null : (
          <>
            : <Amount minor={pendingMinor} currency={currency} /> of this period{' '}
            {countsPending ? 'is pending.' : 'would come on top.'}
          </>
        )}
      </li>
      {others.map((other) => (
        <li key={other.currency}>
          <Amount minor={other.spentMinor} currency={other.currency} /> was spent in{' '}
          {other.currency}
          {other.convertedMinor === null ? (
            <>
              , which counts in none of these figures. For one of its days no rate is known:{' '}
              <TextLink asChild>
                <Link href="/settings/currencies">enter a rate</Link>
              </TextLink>
              .
            </>
          ) : (
            <>
              : <Amount minor={other.convertedMinor} currency={currency} /> at the rates of its
              days. It counts in none of these figures.
            </>
          )}
        </li>
      ))}
      {hasOnce ? <li>* Planned for this period alone.</li> : null}
      {balanceOnlyCount > 0 ? (
        <li>
          You see only the balance of {balanceOnlyCount}{' '}
          {balanceOnlyCount === 1 ? 'account' : 'accounts'}. What is spent from there is not in
          these figures.
        </li>
      ) : null}
      <li>
        Transfers and categories left out of spending never count. What came back counts as less
        spent.
      </li>
    </ul>
  );
}

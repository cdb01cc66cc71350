import { Callout } from '#components/ui/callout';
import { Figure } from '#components/ui/figure';
import { RelativeTime } from '#components/ui/relative-time';
import type { CostsDto } from '#lib/costs/contract';
import { describeLeftOut } from './cost-words.ts';

/** What is known of the bill, and first of all what is not. */
export function CostSummary({ costs }: { costs: CostsDto }) {
  const { connections, households, currency, monthlyMinor, onceMinor, readAt, isFree } = costs;
  return (
    <div className="flex flex-col gap-6">
      {isFree ? (
        <Callout>
          Plaid’s sandbox bills nothing. These are the products that it would bill elsewhere.
        </Callout>
      ) : null}
      {currency === null ? (
        <Callout title="No prices are set">
          Plaid publishes none: they stand in your contract. With them in PLAID_PRICES this page
          adds up what the connections cost.
        </Callout>
      ) : null}
      <div className="flex flex-wrap gap-x-16 gap-y-6">
        {currency ? (
          <>
            <Figure label="A month" minor={monthlyMinor} currency={currency} size="xl" />
            <Figure
              label="When first used"
              minor={onceMinor}
              currency={currency}
              size="xl"
              note="By the connections that are here now"
            />
          </>
        ) : null}
        <Count label="Connections" count={connections} />
        <Count label="Households" count={households} />
      </div>
      <ul className="flex max-w-prose flex-col gap-1 text-ink-soft text-sm">
        {describeLeftOut(costs).map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
        {readAt ? (
          <li>
            Plaid is asked about each connection once a day; the oldest answer is of{' '}
            <RelativeTime iso={readAt} />.
          </li>
        ) : null}
      </ul>
    </div>
  );
}

function Count({ label, count }: { label: string; count: number }) {
  return (
    <div>
      <p className="text-ink-soft text-sm">{label}</p>
      <p className="font-semibold text-xl tabular-nums">{count.toLocaleString('en-US')}</p>
    </div>
  );
}

import { PendingPill } from '#components/transactions/pending-pill';
import { Amount } from '#components/ui/amount';
import { Link } from '#components/ui/link';
import { SectionHeading } from '#components/ui/section-heading';
import { TextLink } from '#components/ui/text-link';
import { type CivilDate, formatCivilDate } from '#lib/dates/civil-date';
import type { StreamDetailDto } from '#lib/recurring/contract';

/** The transactions that it is made of, the newest first. */
export function StreamRows({
  stream: { rows, count, currency },
  today,
}: {
  stream: StreamDetailDto;
  today: CivilDate;
}) {
  return (
    <section aria-labelledby="stream-rows" className="mt-2">
      <SectionHeading id="stream-rows" level={3} aside={count}>
        Transactions
      </SectionHeading>
      <ul>
        {rows.map((row) => (
          <li
            key={row.transactionId}
            className="flex items-baseline gap-4 border-line border-b py-2.5 last:border-b-0"
          >
            <span className="w-24 shrink-0 text-ink-soft text-sm">
              {formatCivilDate(row.date, today, 'short')}
            </span>
            <span className="min-w-0 flex-1 truncate">
              <TextLink quiet asChild>
                <Link href={`/transactions?open=${row.transactionId}`}>
                  {row.merchant || 'No name'}
                </Link>
              </TextLink>
              {row.pending ? <PendingPill date={row.date} today={today} className="ml-2" /> : null}
            </span>
            <Amount minor={row.amountMinor} currency={currency} tone="money-in" />
          </li>
        ))}
      </ul>
      {rows.length < count ? (
        <p className="pt-2 text-ink-faint text-sm">The newest {rows.length}.</p>
      ) : null}
    </section>
  );
}

'use client';

import { describeField, kindWords } from '#components/sync-runs/run-words';
import { Link } from '#components/ui/link';
import { RelativeTime } from '#components/ui/relative-time';
import { TextLink } from '#components/ui/text-link';
import { useTransactionEvents } from '#lib/sync-runs/hooks';

/** What the bank did to one row since it came, newest first; nothing while it only came. */
export function ValueHistory({ transactionId }: { transactionId: string }) {
  const { events } = useTransactionEvents(transactionId);
  if (!events || events.length < 2) return null;
  return (
    <section className="mt-6">
      <h3 className="border-line-strong border-b pb-1.5 font-semibold">What the bank changed</h3>
      <ul>
        {events.map((event) => (
          <li
            key={`${event.syncRunId} ${event.kind}`}
            className="border-line border-b py-2 last:border-b-0"
          >
            <div className="flex items-baseline justify-between gap-4">
              <span>{kindWords[event.kind]}</span>
              <TextLink quiet asChild className="text-ink-faint text-sm">
                <Link href={`/connections/${event.itemId}/history`}>
                  <RelativeTime iso={event.at} />
                </Link>
              </TextLink>
            </div>
            {event.fields.map((field) => (
              <span key={field.field} className="block text-ink-soft text-sm">
                <span data-amount={field.field === 'amount' ? 'start' : undefined}>
                  {describeField(field)}
                </span>
              </span>
            ))}
          </li>
        ))}
      </ul>
    </section>
  );
}

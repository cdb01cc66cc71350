'use client';

import type { Route } from 'next';
import { ReadError } from '#components/shell/read-error';
import { LoadMore } from '#components/ui/load-more';
import { RelativeTime } from '#components/ui/relative-time';
import { SectionHeading } from '#components/ui/section-heading';
import { StatusPill, type StatusTone } from '#components/ui/status-pill';
import type { DeliveryDto, DeliveryListQuery, DeliveryPage } from '#lib/operator/contract';
import { useDeliveries } from '#lib/operator/hooks';
import { describeDuration } from './describe-duration.ts';
import { FilterLinks } from './filter-links.tsx';
import { describeOutcome } from './outcome-words.ts';

type Shown = DeliveryListQuery['show'];

const options = [
  { value: 'all', label: 'All', href: '/admin/webhooks' as Route },
  { value: 'waiting', label: 'Not acted on', href: '/admin/webhooks?show=waiting' as Route },
  { value: 'unknown', label: 'Not understood', href: '/admin/webhooks?show=unknown' as Route },
];

const empty: Record<Shown, string> = {
  all: 'None came in the last 90 days. Plaid sends them to the address that its Items were given.',
  waiting: 'None waits.',
  unknown: 'Every one was understood.',
};

/** Webhooks as they came, and what became of each. */
export function DeliveriesView({ show, fallback }: { show: Shown; fallback: DeliveryPage }) {
  const { deliveries, error, isLoading, hasMore, loadMore, retry } = useDeliveries(show, fallback);
  return (
    <section aria-labelledby="delivery-list">
      <SectionHeading id="delivery-list" ruled={false}>
        Deliveries
      </SectionHeading>
      <FilterLinks label="Which webhooks" options={options} current={show} />
      {error ? (
        <ReadError title="The webhooks could not be read" error={error} onRetry={retry} />
      ) : null}
      {deliveries.length === 0 ? (
        <p className="mt-2 border-line border-t py-4 text-ink-soft">{empty[show]}</p>
      ) : (
        <ul className="mt-2 border-line border-t">
          {deliveries.map((delivery) => (
            <DeliveryRow key={delivery.id} delivery={delivery} />
          ))}
        </ul>
      )}
      {hasMore ? (
        <LoadMore shown={deliveries.length} loading={isLoading} onLoad={() => void loadMore()} />
      ) : null}
    </section>
  );
}

function toneOf(outcome: string | null): StatusTone {
  if (outcome === null) return 'info';
  return outcome === 'unknown' ? 'warning' : 'neutral';
}

function DeliveryRow({ delivery }: { delivery: DeliveryDto }) {
  const { type, code, itemId, plaidItemId, outcome, deliveries, receivedAt } = delivery;
  return (
    <li className="border-line border-b py-3 md:flex md:items-baseline md:justify-between md:gap-6 md:py-2">
      <div className="min-w-0">
        <p className="flex flex-wrap items-baseline gap-x-3">
          <span className="min-w-0 break-all font-medium">
            {type}: {code}
          </span>
          <StatusPill tone={toneOf(outcome)} variant="plain">
            {describeOutcome(outcome)}
          </StatusPill>
        </p>
        {plaidItemId ? (
          <p className="break-all font-mono text-ink-soft text-xs">
            {itemId ?? `${plaidItemId}, of no connection that is here`}
          </p>
        ) : null}
      </div>
      <p className="text-ink-soft text-sm md:shrink-0 md:text-right">
        <RelativeTime iso={receivedAt} />
        {deliveries > 1 ? `, ${deliveries} times` : null}
        {`, ${describeDuration(delivery.wayMs)} on its way`}
        {delivery.handledMs === null
          ? null
          : `, acted on after ${describeDuration(delivery.handledMs)}`}
      </p>
    </li>
  );
}

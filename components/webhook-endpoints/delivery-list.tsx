'use client';

import { FormMessage } from '#components/auth/form-message';
import { Button } from '#components/ui/button';
import { RelativeTime } from '#components/ui/relative-time';
import { StatusPill } from '#components/ui/status-pill';
import { VisuallyHidden } from '#components/ui/visually-hidden';
import { useAttempt } from '#lib/client/use-attempt';
import type { WebhookDeliveryDto } from '#lib/webhook-endpoints/contract';
import { useDeliveries } from '#lib/webhook-endpoints/hooks';
import { describeOutcome } from './endpoint-words.ts';

const pills = {
  waiting: { tone: 'neutral', label: 'Waiting' },
  delivered: { tone: 'positive', label: 'Taken' },
  failed: { tone: 'danger', label: 'Not taken' },
} as const;

/** What was sent to an address lately, the newest first. */
export function DeliveryList({
  endpointId,
  name,
  canSend,
}: {
  endpointId: string;
  name: string;
  canSend: boolean;
}) {
  const { deliveries, sendTest, redeliver } = useDeliveries(endpointId);
  const { pending, problem, attempt } = useAttempt();
  return (
    <div className="flex flex-col items-start gap-2 border-line border-l-2 pl-4">
      {canSend ? (
        <Button size="sm" loading={pending} onClick={() => attempt(sendTest)}>
          Send a test<VisuallyHidden> to {name}</VisuallyHidden>
        </Button>
      ) : null}
      <FormMessage text={problem} />
      {deliveries?.length === 0 ? (
        <p className="text-ink-soft text-sm">Nothing was sent in the last two weeks.</p>
      ) : null}
      <ul aria-label={`Sent to ${name}`} className="w-full">
        {(deliveries ?? []).map((delivery) => (
          <Delivery
            key={delivery.id}
            delivery={delivery}
            onRedeliver={
              canSend && delivery.state !== 'waiting'
                ? () => attempt(() => redeliver(delivery.id))
                : null
            }
          />
        ))}
      </ul>
    </div>
  );
}

function Delivery({
  delivery,
  onRedeliver,
}: {
  delivery: WebhookDeliveryDto;
  onRedeliver: (() => void) | null;
}) {
  const { type, state, merged, attempts, excerpt, durationMs, createdAt } = delivery;
  const { tone, label } = pills[state];
  const facts = [
    describeOutcome(delivery),
    durationMs === null ? '' : `${durationMs} ms`,
    attempts > 1 ? `${attempts} tries` : '',
    merged > 0 ? `with ${merged} more that said the same` : '',
  ].filter((each) => each !== '');
  return (
    <li className="flex items-start justify-between gap-4 border-line border-b py-2 last:border-b-0">
      <div className="min-w-0 text-sm">
        <p className="flex flex-wrap items-center gap-x-2">
          <span className="break-all font-mono">{type}</span>
          <StatusPill tone={tone} variant="plain">
            {label}
          </StatusPill>
        </p>
        <p className="text-ink-soft">
          <RelativeTime iso={createdAt} />
          {facts.map((fact) => ` · ${fact}`)}
        </p>
        {excerpt ? <p className="break-words text-ink-faint">“{excerpt}”</p> : null}
      </div>
      {onRedeliver ? (
        <Button size="sm" variant="ghost" className="shrink-0" onClick={onRedeliver}>
          Send again<VisuallyHidden> {type}</VisuallyHidden>
        </Button>
      ) : null}
    </li>
  );
}

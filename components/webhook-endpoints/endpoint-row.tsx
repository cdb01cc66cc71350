'use client';

import { useState } from 'react';
import { FormMessage } from '#components/auth/form-message';
import { useStepUp } from '#components/auth/step-up';
import { Button } from '#components/ui/button';
import { ConfirmDialog } from '#components/ui/confirm-dialog';
import { RelativeTime } from '#components/ui/relative-time';
import { StatusPill } from '#components/ui/status-pill';
import { VisuallyHidden } from '#components/ui/visually-hidden';
import { useAttempt } from '#lib/client/use-attempt';
import type {
  EndpointPatch,
  NewEndpointDto,
  WebhookEndpointDto,
} from '#lib/webhook-endpoints/contract';
import { DeliveryList } from './delivery-list.tsx';
import { offWords } from './endpoint-words.ts';
import { ShownSecret } from './shown-secret.tsx';

/** An address: what it is told of, how it fares, and what can be done about it. */
export function EndpointRow({
  endpoint,
  onUpdate,
  onRemove,
  onRollSecret,
}: {
  endpoint: WebhookEndpointDto;
  onUpdate: (patch: EndpointPatch) => Promise<unknown>;
  onRemove: () => Promise<unknown>;
  onRollSecret: () => Promise<NewEndpointDto>;
}) {
  const withStepUp = useStepUp();
  const [secret, setSecret] = useState<string | null>(null);
  const [isOpen, setOpen] = useState(false);
  const { pending, problem, attempt } = useAttempt();
  const { id, name, url, events, state, offReason } = endpoint;
  const isOn = state === 'on';
  return (
    <li className="flex flex-col gap-3 border-line border-b py-4">
      <div className="min-w-0">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <span className="min-w-0 break-words font-medium">{name}</span>
          {isOn ? null : (
            <StatusPill tone={state === 'off' ? 'warning' : 'neutral'}>
              {state === 'off' ? 'Switched off' : 'Paused'}
            </StatusPill>
          )}
        </p>
        <p className="break-all font-mono text-ink-soft text-sm">{url}</p>
        <p className="mt-1 text-ink-soft text-sm">{events.join(', ')}</p>
        <Standing endpoint={endpoint} />
        {offReason ? <p className="mt-1 text-ink-soft text-sm">{offWords[offReason]}</p> : null}
      </div>
      <div className="flex flex-wrap gap-2">
        <Button size="sm" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {isOpen ? 'Hide what was sent' : 'What was sent'}
          <VisuallyHidden> to {name}</VisuallyHidden>
        </Button>
        <Button
          size="sm"
          loading={pending}
          onClick={() =>
            attempt(async () => void (await onUpdate({ state: isOn ? 'paused' : 'on' })))
          }
        >
          {isOn ? 'Pause' : 'Switch on'}
          <VisuallyHidden> {name}</VisuallyHidden>
        </Button>
        <AskingButton
          label="New secret"
          name={name}
          title={`Make a new secret for ${name}?`}
          description="Messages are signed with it from now on, and for a day with the one before, too. Change it over in your program within that day."
          onConfirm={async () => setSecret((await withStepUp(onRollSecret)).secret)}
        />
        <AskingButton
          label="Remove"
          name={name}
          tone="danger"
          title={`Remove ${name}?`}
          description="Nothing is sent there any more, and what was sent is forgotten here. Your data stays."
          onConfirm={onRemove}
        />
      </div>
      <FormMessage text={problem} />
      {secret === null ? null : (
        <ShownSecret secret={secret} overlaps onDone={() => setSecret(null)} />
      )}
      {isOpen ? <DeliveryList endpointId={id} name={name} canSend={isOn} /> : null}
    </li>
  );
}

function Standing({ endpoint }: { endpoint: WebhookEndpointDto }) {
  const { lastTriedAt, waiting, nextTryAt } = endpoint;
  return (
    <p className="text-ink-soft text-sm">
      {lastTriedAt ? (
        <>
          Last told <RelativeTime iso={lastTriedAt} />
        </>
      ) : (
        'Never told anything'
      )}
      {waiting > 0 ? ` · ${waiting < 100 ? waiting : 'many'} waiting` : null}
      {nextTryAt ? (
        <>
          {' · '}tried again <RelativeTime iso={nextTryAt} />
        </>
      ) : null}
    </p>
  );
}

function AskingButton({
  label,
  name,
  title,
  description,
  tone = 'neutral',
  onConfirm,
}: {
  label: string;
  name: string;
  title: string;
  description: string;
  tone?: 'neutral' | 'danger';
  onConfirm: () => Promise<unknown>;
}) {
  const [asking, setAsking] = useState(false);
  const { pending, problem, attempt } = useAttempt();
  return (
    <>
      <Button size="sm" onClick={() => setAsking(true)}>
        {label}
        <VisuallyHidden> {name}</VisuallyHidden>
      </Button>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        tone={tone}
        title={title}
        description={description}
        confirmLabel={label}
        pending={pending}
        error={problem}
        onConfirm={() =>
          attempt(async () => {
            await onConfirm();
            setAsking(false);
          })
        }
      />
    </>
  );
}

'use client';

import { useState } from 'react';
import { FormMessage } from '#components/auth/form-message';
import { useStepUp } from '#components/auth/step-up';
import { Button } from '#components/ui/button';
import { Field } from '#components/ui/field';
import { Input } from '#components/ui/input';
import { ApiError } from '#lib/client/api';
import { useAttempt } from '#lib/client/use-attempt';
import type { CreateEndpointInput, NewEndpointDto } from '#lib/webhook-endpoints/contract';
import type { EventType } from '#lib/webhook-endpoints/events';
import { EventFields } from './event-fields.tsx';
import { ShownSecret } from './shown-secret.tsx';

/** What it is for, where to, and what of; then the secret, this once. */
export function NewEndpointForm({
  onCreate,
}: {
  onCreate: (input: CreateEndpointInput) => Promise<NewEndpointDto>;
}) {
  const withStepUp = useStepUp();
  const [name, setName] = useState('');
  const [url, setUrl] = useState('');
  const [urlProblem, setUrlProblem] = useState<string | null>(null);
  const [events, setEvents] = useState<readonly EventType[]>([]);
  const [secret, setSecret] = useState<string | null>(null);
  const { pending, problem, attempt } = useAttempt();
  if (secret !== null) {
    return <ShownSecret secret={secret} overlaps={false} onDone={() => setSecret(null)} />;
  }
  const isReady = name.trim() !== '' && url.trim() !== '' && events.length > 0;
  const make = async () => {
    setUrlProblem(null);
    const input = { name, url: url.trim(), events: [...events] };
    try {
      const made = await withStepUp(() => onCreate(input));
      setSecret(made.secret);
    } catch (error) {
      if (!(error instanceof ApiError) || !error.fields.url) throw error;
      return setUrlProblem(error.fields.url);
    }
    setName('');
    setUrl('');
    setEvents([]);
  };
  return (
    <form
      method="post"
      className="flex flex-col items-start gap-5"
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady) attempt(make);
      }}
    >
      <Field label="What it is for" className="w-full max-w-sm">
        <Input
          value={name}
          onChange={(event) => setName(event.target.value)}
          maxLength={60}
          autoComplete="off"
          placeholder="The sheet on my desk"
        />
      </Field>
      <Field
        label="Address"
        hint="It begins with https://, and can be reached from the internet."
        error={urlProblem}
        className="w-full max-w-xl"
      >
        <Input
          type="url"
          inputMode="url"
          value={url}
          onChange={(event) => setUrl(event.target.value)}
          maxLength={1_000}
          autoComplete="off"
          placeholder="https://hooks.example.com/plumbline"
        />
      </Field>
      <EventFields events={events} onEventsChange={setEvents} />
      <FormMessage text={problem} />
      <Button type="submit" variant="primary" loading={pending} disabled={!isReady}>
        Make the webhook
      </Button>
    </form>
  );
}

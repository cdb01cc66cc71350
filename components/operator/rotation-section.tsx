'use client';

import type { FormEvent } from 'react';
import { useStepUp } from '#components/auth/step-up';
import { Button } from '#components/ui/button';
import { Field } from '#components/ui/field';
import { Input } from '#components/ui/input';
import { RelativeTime } from '#components/ui/relative-time';
import { SectionHeading } from '#components/ui/section-heading';
import { StatusPill, type StatusTone } from '#components/ui/status-pill';
import { useAttempt } from '#lib/client/use-attempt';
import type { RotationDto } from '#lib/items/contract';
import { useRotations } from '#lib/items/hooks';

/** Orders a new access token for an Item, and shows how that went. */
export function RotationSection({ fallback }: { fallback: RotationDto[] }) {
  const { rotations, order } = useRotations(fallback);
  const withStepUp = useStepUp();
  const { pending, problem, attempt } = useAttempt();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    attempt(async () => {
      await withStepUp(() => order(String(new FormData(form).get('itemId') ?? '')));
      form.reset();
    });
  };
  return (
    <section aria-labelledby="rotations" className="mb-10">
      <SectionHeading id="rotations">Access tokens</SectionHeading>
      <p className="max-w-prose pt-4 text-ink-soft">
        Replaces the access token of a connection whose token may have been seen; the old one is
        dead at once. The same as{' '}
        <code className="inline-block text-sm">npm run operator -- rotate-token</code>.
      </p>
      <form onSubmit={submit} className="flex items-start gap-2 py-4">
        <Field label="Item id, ours or Plaid’s" error={problem} className="min-w-0 max-w-md flex-1">
          <Input name="itemId" required maxLength={100} autoComplete="off" spellCheck={false} />
        </Field>
        <Button type="submit" loading={pending} className="mt-6.5">
          Replace token
        </Button>
      </form>
      <ul aria-live="polite">
        {rotations.map((rotation) => (
          <RotationRow key={rotation.itemId} rotation={rotation} />
        ))}
      </ul>
    </section>
  );
}

const words: Record<RotationDto['status'], { tone: StatusTone; label: string }> = {
  under_way: { tone: 'info', label: 'Under way' },
  done: { tone: 'positive', label: 'Replaced' },
  lost: { tone: 'danger', label: 'Lost' },
};

function RotationRow({ rotation: { itemId, plaidItemId, status, at } }: { rotation: RotationDto }) {
  const { tone, label } = words[status];
  return (
    <li className="flex flex-wrap items-baseline gap-x-4 gap-y-1 border-line border-b py-2.5 last:border-b-0">
      <span className="min-w-0 flex-1 basis-60">
        <span className="block break-all">{itemId}</span>
        {status === 'lost' ? (
          <span className="block text-ink-soft text-sm">
            Plaid’s answer with the new token never arrived, and the old one is dead. Have Plaid
            remove its Item <span className="break-all">{plaidItemId}</span>; the person has been
            told to link the bank again.
          </span>
        ) : null}
      </span>
      <span className="text-ink-faint text-sm">
        <RelativeTime iso={at} />
      </span>
      <StatusPill tone={tone}>{label}</StatusPill>
    </li>
  );
}

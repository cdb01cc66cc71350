'use client';

import { Equal, Plus } from 'lucide-react';
import { type FormEvent, type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { FormMessage } from '#components/auth/form-message';
import { Amount } from '#components/ui/amount';
import { Button } from '#components/ui/button';
import { Dialog, DialogClose, DialogContent } from '#components/ui/dialog';
import { Kbd } from '#components/ui/kbd';
import { MoneyField } from '#components/ui/money-field';
import { PercentField } from '#components/ui/percent-field';
import { SegmentedControl } from '#components/ui/segmented-control';
import { formatAmount } from '#lib/money/format-amount';
import type { PartInput } from '#lib/splits/contract';
import { partLimit } from '#lib/splits/limits';
import { PartFields } from './part-fields.tsx';
import {
  addPart,
  directionOf,
  lookAhead,
  type Outlook,
  type PartDraft,
  type SplitDraft,
  splitEvenly,
  switchTo,
  toInput,
} from './split-draft.ts';

/** A transaction is split here, with what is left to assign in sight. */
export function SplitDialog({
  draft: given,
  merchant,
  amount,
  problem,
  onLeave,
  onSave,
}: {
  draft: SplitDraft;
  merchant: string;
  amount: { minor: number; currency: string };
  /** Why it was not saved. */
  problem: string | null;
  onLeave: () => void;
  onSave: (parts: PartInput[], draft: SplitDraft) => void;
}) {
  const formId = useId();
  const form = useRef<HTMLFormElement>(null);
  const [draft, setDraft] = useState(given);
  const total = amount.minor * directionOf(amount.minor);
  const outlook = lookAhead(draft, total);
  useFocusOnNew(form, draft.parts.length);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const parts = toInput(draft, amount.minor);
    if (parts) onSave(parts, draft);
  };
  const press = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.defaultPrevented) return;
    // Enter alone is for the fields: a sum is read by it.
    if (event.target instanceof HTMLInputElement) event.preventDefault();
    // Once what stands in the field is read.
    if (event.ctrlKey || event.metaKey) setTimeout(() => form.current?.requestSubmit());
  };
  const change = (key: number, fields: Partial<PartDraft>) =>
    setDraft((now) => ({
      ...now,
      parts: now.parts.map((each) => (each.key === key ? { ...each, ...fields } : each)),
    }));

  return (
    <Dialog open onOpenChange={onLeave}>
      <DialogContent
        size="lg"
        title={`Split ${merchant || 'the transaction'}`}
        description={
          <>
            <Amount minor={amount.minor} currency={amount.currency} /> in parts. The last amount
            left empty takes the rest.
          </>
        }
        footer={
          <>
            <LeftToAssign outlook={outlook} currency={amount.currency} />
            <DialogClose asChild>
              <Button>Cancel</Button>
            </DialogClose>
            <Button type="submit" form={formId} variant="primary" disabled={!outlook.settled}>
              Save the split
            </Button>
          </>
        }
      >
        <form
          ref={form}
          id={formId}
          method="post"
          noValidate
          onSubmit={submit}
          onKeyDown={press}
          className="flex flex-col gap-3"
        >
          <div className="flex flex-wrap items-center justify-between gap-2">
            <SegmentedControl
              label="Parts by"
              options={[
                { value: 'size', label: 'Amount' },
                { value: 'share', label: 'Percent' },
              ]}
              value={draft.by}
              onValueChange={(by) => setDraft((now) => switchTo(now, by, total))}
            />
            <Button
              size="sm"
              variant="ghost"
              onClick={() => setDraft((now) => splitEvenly(now, total))}
            >
              <Equal aria-hidden="true" />
              Split evenly
            </Button>
          </div>
          <ol aria-label="Parts" className="border-line border-t">
            {draft.parts.map((part, index) => (
              <PartFields
                key={part.key}
                place={index + 1}
                part={part}
                sizeField={
                  <SizeField
                    by={draft.by}
                    index={index}
                    outlook={outlook}
                    currency={amount.currency}
                    onChange={(fields) => change(part.key, fields)}
                  />
                }
                onChange={(fields) => change(part.key, fields)}
                onRemove={
                  draft.parts.length > 2
                    ? () =>
                        setDraft((now) => ({
                          ...now,
                          parts: now.parts.filter(({ key }) => key !== part.key),
                        }))
                    : null
                }
              />
            ))}
          </ol>
          <div className="flex items-center justify-between gap-4">
            <Button
              size="sm"
              variant="ghost"
              disabled={draft.parts.length >= partLimit}
              onClick={() => setDraft((now) => addPart(now, outlook.restIndex))}
            >
              <Plus aria-hidden="true" />
              Add a part
            </Button>
            <span className="hidden items-center gap-1 text-ink-faint text-sm pointer-fine:flex">
              <Kbd>Ctrl</Kbd>
              <Kbd>↵</Kbd> saves
            </span>
          </div>
          <FormMessage text={problem} />
        </form>
      </DialogContent>
    </Dialog>
  );
}

function SizeField({
  by,
  index,
  outlook: { sizes, shares, restIndex },
  currency,
  onChange,
}: {
  by: SplitDraft['by'];
  index: number;
  outlook: Outlook;
  currency: string;
  onChange: (fields: Pick<Partial<PartDraft>, 'size' | 'share'>) => void;
}) {
  const place = index + 1;
  const isRest = index === restIndex;
  const size = sizes[index] ?? null;
  if (by === 'share') {
    const amount = size === null ? null : formatAmount(size, currency).text;
    return (
      <PercentField
        label={`Percent of part ${place}`}
        labelHidden
        className="sm:w-44"
        hundredths={shares[index] ?? null}
        hint={isRest && amount ? `The rest, ${amount}` : amount}
        onHundredthsChange={(share) => onChange({ share })}
      />
    );
  }
  return (
    <MoneyField
      label={`Amount of part ${place}`}
      labelHidden
      className="sm:w-44"
      currency={currency}
      minor={size}
      allowNegative
      hint={isRest ? 'The rest' : undefined}
      onMinorChange={(minor) => onChange({ size: minor })}
    />
  );
}

/** Always in sight: how far it is from coming to the amount. */
function LeftToAssign({
  outlook: { left, settled },
  currency,
}: {
  outlook: Outlook;
  currency: string;
}) {
  return (
    <p role="status" className="self-center text-ink-soft text-sm sm:mr-auto">
      {left === 0 ? (
        settled ? (
          'Nothing is left to assign.'
        ) : (
          'Each part needs an amount.'
        )
      ) : (
        <span className="text-warning">
          <Amount minor={Math.abs(left)} currency={currency} className="font-medium" />
          {left > 0 ? ' left to assign' : ' too much'}
        </span>
      )}
    </p>
  );
}

/** A part that was added is written next: its amount has the focus. */
function useFocusOnNew(form: React.RefObject<HTMLFormElement | null>, count: number): void {
  const before = useRef(count);
  useEffect(() => {
    const amounts = form.current?.querySelectorAll<HTMLInputElement>('input[inputmode=decimal]');
    const empty = [...(amounts ?? [])].find((input) => input.value === '');
    if (count > before.current) (empty ?? [...(amounts ?? [])].at(-1))?.focus();
    before.current = count;
  }, [form, count]);
}

'use client';

import { useState } from 'react';
import { z } from 'zod';
import { FormMessage } from '#components/auth/form-message';
import { offerUndo } from '#components/shell/undo';
import { DateField } from '#components/ui/date-field';
import { Dialog, DialogContent } from '#components/ui/dialog';
import { DialogActions } from '#components/ui/dialog-actions';
import { Field } from '#components/ui/field';
import { Input } from '#components/ui/input';
import { MoneyField } from '#components/ui/money-field';
import { SegmentedControl } from '#components/ui/segmented-control';
import { useForm } from '#lib/client/use-form';
import { civilDateSchema } from '#lib/dates/contract';
import type { EntryPatch } from '#lib/entries/contract';
import { entryActions } from '#lib/entries/hooks';
import { undoTransactionChange } from '#lib/transactions/hooks';

type Entry = { id: string; date: string; name: string; minor: number };

type EntryProps = {
  accountId: string;
  currency: string;
  /** The one to change; null for a new one. */
  entry: Entry | null;
  today: string;
};

/** Asks for a transaction that no bank reports. */
export function EntryDialog({
  open,
  onOpenChange,
  ...props
}: EntryProps & { open: boolean; onOpenChange: (open: boolean) => void }) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent title={props.entry ? 'Edit transaction' : 'Add transaction'}>
        <EntryForm {...props} onDone={() => onOpenChange(false)} />
      </DialogContent>
    </Dialog>
  );
}

const directions = [
  { value: 'out', label: 'Money out' },
  { value: 'in', label: 'Money in' },
] as const;

function EntryForm({
  accountId,
  currency,
  entry,
  today,
  onDone,
}: EntryProps & { onDone: () => void }) {
  const [direction, setDirection] = useState<'in' | 'out'>(entry && entry.minor > 0 ? 'in' : 'out');
  const [size, setSize] = useState(entry ? Math.abs(entry.minor) : null);
  const [date, setDate] = useState<string | null>(entry?.date ?? today);
  const form = useForm(
    ['name', 'amount', 'date'],
    async ({ amount, ...named }) => {
      const minor = Number(amount);
      const input = { ...named, amountMinor: direction === 'out' && minor !== 0 ? -minor : minor };
      if (entry) await update(entry, input);
      else await create({ accountId, ...input });
      onDone();
    },
    { loadSchema: async () => schema },
  );
  return (
    <form className="flex flex-col gap-2" method="post" onSubmit={form.submit} noValidate>
      <Field label="What it was" error={form.fields.name} steady>
        <Input name="name" defaultValue={entry?.name} maxLength={300} autoComplete="off" />
      </Field>
      <div className="grid grid-cols-2 gap-4">
        <MoneyField
          label={`Amount in ${currency}`}
          name="amount"
          currency={currency}
          minor={size}
          onMinorChange={setSize}
          error={form.fields.amount}
          steady
        />
        <DateField
          label="Date"
          name="date"
          value={date}
          onValueChange={setDate}
          today={today}
          error={form.fields.date}
          steady
        />
      </div>
      <SegmentedControl
        label="Direction"
        options={directions}
        value={direction}
        onValueChange={setDirection}
        className="mb-3 self-start"
      />
      <FormMessage text={form.message} />
      <DialogActions submitLabel={entry ? 'Save' : 'Add'} busy={form.busy} />
    </form>
  );
}

async function create(input: Parameters<typeof entryActions.create>[0]): Promise<void> {
  const { id } = await entryActions.create(input);
  offerUndo(`${input.name}: added`, () => entryActions.remove(id));
}

/** Only what was changed here: another member may be at the rest. */
async function update(
  { id, date, name, minor }: Entry,
  input: Required<EntryPatch>,
): Promise<void> {
  const patch = {
    ...(input.date !== date && { date: input.date }),
    ...(input.name !== name && { name: input.name }),
    ...(input.amountMinor !== minor && { amountMinor: input.amountMinor }),
  };
  if (Object.keys(patch).length === 0) return;
  const { undoStepId } = await entryActions.update(id, patch);
  offerUndo(`${name}: edited`, () => undoTransactionChange(undoStepId));
}

const schema = z.object({
  name: z.string().trim().min(1, 'Say what it was.').max(300),
  /** Minor units, without a sign. */
  amount: z.string().regex(/^\d+$/, 'Enter an amount.'),
  date: civilDateSchema,
});

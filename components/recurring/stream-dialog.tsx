'use client';

import { useState } from 'react';
import { FormMessage } from '#components/auth/form-message';
import { toCategoryOptions } from '#components/categories/category-options';
import { Combobox } from '#components/ui/combobox';
import { DateField } from '#components/ui/date-field';
import { Dialog, DialogContent } from '#components/ui/dialog';
import { DialogActions } from '#components/ui/dialog-actions';
import { Field } from '#components/ui/field';
import { Input } from '#components/ui/input';
import { MoneyField } from '#components/ui/money-field';
import { Select } from '#components/ui/select';
import { useCategories } from '#lib/categories/hooks';
import { useAttempt } from '#lib/client/use-attempt';
import type { CivilDate } from '#lib/dates/civil-date';
import { type Cadence, cadences, type StreamDto } from '#lib/recurring/contract';
import { recurringActions } from '#lib/recurring/hooks';
import { cadenceWords } from './recurring-words.ts';
import { offerStreamUndo } from './say-stream.ts';

const asFound = 'found';

/** Asks what a person knows better of something that recurs; what is left empty goes on as it is found. */
export function StreamDialog({
  stream,
  today,
  onLeave,
}: {
  stream: StreamDto;
  today: CivilDate;
  onLeave: () => void;
}) {
  const { said, currency } = stream;
  const sign = stream.amountMinor < 0 ? -1 : 1;
  const [name, setName] = useState(stream.name);
  const [categoryId, setCategoryId] = useState(stream.category?.id ?? '');
  const [cadence, setCadence] = useState<string>(said.cadence ? stream.cadence : asFound);
  const [minor, setMinor] = useState(said.amount ? Math.abs(stream.amountMinor) : null);
  const [endsOn, setEndsOn] = useState(said.endsOn);
  const { pending, problem, attempt } = useAttempt();
  const categories = useCategories();
  const save = () =>
    attempt(async () => {
      const changed = await recurringActions.edit(stream.id, {
        ...(name !== stream.name && { name: name.trim() || null }),
        ...(categoryId !== (stream.category?.id ?? '') && { categoryId: categoryId || null }),
        cadence: cadence === asFound ? null : (cadence as Exclude<Cadence, 'irregular'>),
        amountMinor: minor === null ? null : minor * sign,
        endsOn,
      });
      offerStreamUndo(`${name || stream.name}: changed`, changed);
      onLeave();
    });
  return (
    <Dialog open onOpenChange={(open) => (open ? undefined : onLeave())}>
      <DialogContent title={stream.name}>
        <form
          className="flex flex-col gap-4"
          method="post"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            save();
          }}
        >
          <Field label="Name" hint="Left empty, it has the name of its newest transaction.">
            <Input value={name} maxLength={100} onChange={({ target }) => setName(target.value)} />
          </Field>
          <Field label="Category">
            <Combobox
              searchLabel="Search categories"
              emptyText="No category of that name."
              placeholder="That of its transactions"
              value={categoryId}
              options={toCategoryOptions(categories ?? [], categoryId)}
              onValueChange={setCategoryId}
            />
          </Field>
          <Field label="How often">
            <Select
              value={cadence}
              onValueChange={setCadence}
              options={[
                {
                  value: asFound,
                  label: said.cadence
                    ? 'As it is found'
                    : `${cadenceWords[stream.cadence]}, as found`,
                },
                ...cadences.map((value) => ({ value, label: cadenceWords[value] })),
              ]}
            />
          </Field>
          <MoneyField
            label="Amount"
            hint="Left empty, it follows from the last transactions."
            optional
            currency={currency}
            minor={minor}
            onMinorChange={setMinor}
          />
          <DateField
            label="Ends"
            hint="After this day nothing of it is expected."
            optional
            value={endsOn}
            today={today}
            onValueChange={setEndsOn}
          />
          <FormMessage text={problem} />
          <DialogActions submitLabel="Save" busy={pending} />
        </form>
      </DialogContent>
    </Dialog>
  );
}

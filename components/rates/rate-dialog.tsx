'use client';

import { useState } from 'react';
import { FormMessage } from '#components/auth/form-message';
import { DateField } from '#components/ui/date-field';
import { Dialog, DialogContent } from '#components/ui/dialog';
import { DialogActions } from '#components/ui/dialog-actions';
import { Field } from '#components/ui/field';
import { Input } from '#components/ui/input';
import { useForm } from '#lib/client/use-form';
import type { CivilDate } from '#lib/dates/civil-date';
import type { RateDto } from '#lib/rates/contract';
import { rateActions } from '#lib/rates/hooks';
import { sayChanged } from './decide-rates.ts';
import { sayRate } from './rate-words.ts';

type DialogProps = {
  /** The one to change; null for a new one. */
  rate: RateDto | null;
  /** What a new one begins with. */
  pair: { from: string; to: string };
  today: CivilDate;
  onLeave: () => void;
};

/** Asks what a currency was worth in another one on a day. */
export function RateDialog(props: DialogProps) {
  return (
    <Dialog open onOpenChange={(open) => (open ? undefined : props.onLeave())}>
      <DialogContent
        title={props.rate ? 'Change the rate' : 'Enter a rate'}
        description="It holds from its day until the next one. It counts the other way round, too."
      >
        <RateForm {...props} />
      </DialogContent>
    </Dialog>
  );
}

function RateForm({ rate, pair, today, onLeave }: DialogProps) {
  const [codes, setCodes] = useState(rate ? { from: rate.from, to: rate.to } : pair);
  const [date, setDate] = useState<CivilDate | null>(rate?.date ?? today);
  const form = useForm(
    ['rate', 'from', 'to', 'date'],
    async (input) => {
      const remove = rate && isElsewhere(rate, input) ? [keyOf(rate)] : [];
      const changed = await rateActions.change({ set: [input], remove });
      sayChanged(`${sayRate(input)} is kept`, changed);
      onLeave();
    },
    { loadSchema: () => import('#lib/rates/contract').then((contract) => contract.rateInput) },
  );
  const codeField = (name: 'from' | 'to', label: string) => (
    <Field label={label} error={form.fields[name]} steady>
      <Input
        name={name}
        value={codes[name]}
        onChange={({ target }) => setCodes({ ...codes, [name]: target.value.toUpperCase() })}
        maxLength={10}
        autoComplete="off"
        autoCapitalize="characters"
      />
    </Field>
  );
  return (
    <form className="flex flex-col gap-2" method="post" onSubmit={form.submit} noValidate>
      <div className="grid grid-cols-[minmax(0,1fr)_minmax(0,1.4fr)_minmax(0,1fr)] gap-4">
        {codeField('from', 'One')}
        <Field label="is worth" error={form.fields.rate} steady>
          <Input
            name="rate"
            defaultValue={rate?.rate}
            inputMode="decimal"
            maxLength={30}
            placeholder="1.0845"
            autoComplete="off"
          />
        </Field>
        {codeField('to', 'of')}
      </div>
      <DateField
        label="On"
        name="date"
        value={date}
        onValueChange={setDate}
        today={today}
        max={today}
        error={form.fields.date}
        steady
      />
      <FormMessage text={form.message} />
      <DialogActions submitLabel="Save" busy={form.busy} />
    </form>
  );
}

function isElsewhere(rate: RateDto, input: RateDto): boolean {
  return rate.date !== input.date || rate.from !== input.from || rate.to !== input.to;
}

function keyOf({ date, from, to }: RateDto) {
  return { date, from, to };
}

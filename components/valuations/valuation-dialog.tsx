'use client';

import { useState } from 'react';
import { z } from 'zod';
import { nameOfBalance } from '#components/accounts/account-labels';
import { FormMessage } from '#components/auth/form-message';
import { offerUndo } from '#components/shell/undo';
import { DateField } from '#components/ui/date-field';
import { Dialog, DialogContent } from '#components/ui/dialog';
import { DialogActions } from '#components/ui/dialog-actions';
import { MoneyField } from '#components/ui/money-field';
import { isValued } from '#lib/accounts/account-kinds';
import type { AccountDto } from '#lib/accounts/contract';
import { useForm } from '#lib/client/use-form';
import type { CivilDate } from '#lib/dates/civil-date';
import { civilDateSchema } from '#lib/dates/contract';
import type { ValuationDto } from '#lib/valuations/contract';
import { setValuation } from '#lib/valuations/hooks';

type FormProps = {
  account: AccountDto;
  /** The one to change; null for a new one. */
  valuation: ValuationDto | null;
  today: CivilDate;
};

/** Asks what something kept by hand was worth on a day, or what was in it. */
export function ValuationDialog({
  open,
  onOpenChange,
  ...props
}: FormProps & { open: boolean; onOpenChange: (open: boolean) => void }) {
  const { account, valuation } = props;
  const worth = isWorth(account);
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent
        title={valuation ? 'Change what was said' : worth ? 'Enter a value' : 'Set its balance'}
        description={
          worth
            ? 'It stays until the next one.'
            : 'What was in it at the end of that day. Transactions after it go on moving the balance.'
        }
      >
        <ValuationForm {...props} onDone={() => onOpenChange(false)} />
      </DialogContent>
    </Dialog>
  );
}

const schema = z.object({
  /** Minor units. */
  value: z.string().regex(/^-?\d+$/, 'Enter an amount.'),
  date: civilDateSchema,
});

function ValuationForm({ account, valuation, today, onDone }: FormProps & { onDone: () => void }) {
  const [minor, setMinor] = useState<number | null>(valuation?.minor ?? null);
  const [date, setDate] = useState<CivilDate | null>(valuation?.date ?? today);
  const currency = account.byHand?.opening.currency ?? '';
  const form = useForm(
    ['value', 'date'],
    async ({ value, date: on }) => {
      await setValuation(account.id, { date: on, valueMinor: Number(value) });
      if (valuation) await changed(account, valuation, on);
      else {
        offerUndo(`${account.name}: value entered`, () =>
          setValuation(account.id, { date: on, valueMinor: null }),
        );
      }
      onDone();
    },
    { loadSchema: async () => schema },
  );
  return (
    <form className="flex flex-col gap-2" method="post" onSubmit={form.submit} noValidate>
      <div className="grid grid-cols-2 gap-4">
        <MoneyField
          label={`${nameOfBalance(account)} in ${currency}`}
          name="value"
          currency={currency}
          minor={minor}
          onMinorChange={setMinor}
          allowNegative
          error={form.fields.value}
          steady
        />
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
      </div>
      <FormMessage text={form.message} />
      <DialogActions submitLabel="Save" busy={form.busy} />
    </form>
  );
}

/** What was of another day is taken from there. */
async function changed(account: AccountDto, before: ValuationDto, on: CivilDate): Promise<void> {
  if (on !== before.date) await setValuation(account.id, { date: before.date, valueMinor: null });
  offerUndo(`${account.name}: value changed`, async () => {
    if (on !== before.date) await setValuation(account.id, { date: on, valueMinor: null });
    await setValuation(account.id, { date: before.date, valueMinor: before.minor });
  });
}

function isWorth({ byHand }: AccountDto): boolean {
  return byHand !== null && isValued(byHand.kind);
}

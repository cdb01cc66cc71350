'use client';

import { useState } from 'react';
import { FormMessage } from '#components/auth/form-message';
import { CheckChoice } from '#components/ui/check-choice';
import { DateField } from '#components/ui/date-field';
import { Dialog, DialogContent } from '#components/ui/dialog';
import { DialogActions } from '#components/ui/dialog-actions';
import { Field } from '#components/ui/field';
import { Input } from '#components/ui/input';
import { Select } from '#components/ui/select';
import type { BudgetSettingsDto, BudgetSettingsPatch } from '#lib/budgets/contract';
import { budgetActions } from '#lib/budgets/hooks';
import { useAttempt } from '#lib/client/use-attempt';
import type { CivilDate } from '#lib/dates/civil-date';
import { decideBudget } from './decide-budget.ts';

const lengths = [
  { value: 'month', label: 'Every month' },
  { value: '1', label: 'Every week' },
  { value: '2', label: 'Every 2 weeks' },
  { value: '4', label: 'Every 4 weeks' },
] as const;
type Length = (typeof lengths)[number]['value'];

/** Asks when periods begin, and whether what is pending counts. */
export function SettingsDialog({
  settings: { cycle, countsPending, currency },
  today,
  onLeave,
}: {
  settings: BudgetSettingsDto;
  today: CivilDate;
  onLeave: () => void;
}) {
  const [length, setLength] = useState(
    cycle.kind === 'month' ? 'month' : (String(cycle.weeks) as Length),
  );
  const [day, setDay] = useState(cycle.kind === 'month' ? String(cycle.day) : '1');
  const [from, setFrom] = useState<CivilDate | null>(cycle.kind === 'weeks' ? cycle.from : today);
  const [isPending, setPending] = useState(countsPending);
  const [code, setCode] = useState(currency);
  const { pending, problem, attempt } = useAttempt();
  const chosen = toCycle(length, day, from);
  const save = () =>
    attempt(async () => {
      if (!chosen) return;
      const patch = { cycle: chosen, countsPending: isPending, currency: code };
      await decideBudget('Budget: settings changed', () => budgetActions.setSettings(patch));
      onLeave();
    });
  return (
    <Dialog open onOpenChange={(open) => (open ? undefined : onLeave())}>
      <DialogContent
        title="How periods are counted"
        description="Plans stay as they are. They are then for each new period, also in the past."
      >
        <form
          className="flex flex-col gap-4"
          method="post"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            if (chosen) save();
          }}
        >
          <Field label="A period begins">
            <Select
              value={length}
              onValueChange={(value) => setLength(value as Length)}
              options={lengths}
            />
          </Field>
          {length === 'month' ? (
            <Field
              label="On day"
              hint="From 1 to 31. In a shorter month it is the last day."
              error={chosen ? undefined : 'Enter a day from 1 to 31.'}
            >
              <Input
                inputMode="numeric"
                maxLength={2}
                value={day}
                onChange={(event) => setDay(event.target.value)}
                className="w-20"
              />
            </Field>
          ) : (
            <DateField
              label="One of them begins on"
              value={from}
              onValueChange={setFrom}
              today={today}
              error={chosen ? undefined : 'Enter a date.'}
            />
          )}
          <Field label="Currency" hint="Plans in another currency wait until you come back to it.">
            <Input
              maxLength={10}
              value={code}
              onChange={(event) => setCode(event.target.value.toUpperCase())}
              className="w-28"
            />
          </Field>
          <CheckChoice
            label="Pending transactions count"
            hint="The bank may still change or withdraw them."
            checked={isPending}
            onCheckedChange={setPending}
          />
          <FormMessage text={problem} />
          <DialogActions submitLabel="Save" busy={pending} />
        </form>
      </DialogContent>
    </Dialog>
  );
}

function toCycle(
  length: Length,
  day: string,
  from: CivilDate | null,
): BudgetSettingsPatch['cycle'] | null {
  if (length === 'month') {
    const number = /^\d{1,2}$/.test(day.trim()) ? Number(day) : 0;
    return number >= 1 && number <= 31 ? { kind: 'month', day: number } : null;
  }
  const weeks = length === '1' ? 1 : length === '2' ? 2 : 4;
  return from === null ? null : { kind: 'weeks', weeks, from };
}

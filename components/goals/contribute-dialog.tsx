'use client';

import { useState } from 'react';
import { debtGroups } from '#components/accounts/account-labels';
import { FormMessage } from '#components/auth/form-message';
import { DateField } from '#components/ui/date-field';
import { Dialog, DialogContent } from '#components/ui/dialog';
import { DialogActions } from '#components/ui/dialog-actions';
import { Field } from '#components/ui/field';
import { MoneyField } from '#components/ui/money-field';
import { Select } from '#components/ui/select';
import { useAccountChoices } from '#lib/accounts/hooks';
import { useAttempt } from '#lib/client/use-attempt';
import type { CivilDate } from '#lib/dates/civil-date';
import type { GoalDto } from '#lib/goals/contract';
import { goalActions } from '#lib/goals/hooks';
import { sayChanged } from './decide-goal.ts';

const nowhere = { value: 'nowhere', label: 'Elsewhere' };

/** Asks how much is set aside, since when, and where it lies. */
export function ContributeDialog({
  goal,
  today,
  onLeave,
}: {
  goal: GoalDto;
  today: CivilDate;
  onLeave: () => void;
}) {
  const [amountMinor, setAmount] = useState<number | null>(null);
  const [date, setDate] = useState<CivilDate | null>(today);
  const [place, setPlace] = useState(nowhere.value);
  const accounts = useAccountChoices() ?? [];
  const [isTried, setTried] = useState(false);
  const { pending, problem, attempt } = useAttempt();
  const whole = new Set(goal.accounts.map(({ id }) => id));
  const places = accounts.filter(
    ({ id, group, current }) =>
      current?.currency === goal.currency && !debtGroups.has(group) && !whole.has(id),
  );
  const save = () => {
    setTried(true);
    if (date === null || !amountMinor) return;
    attempt(async () => {
      const accountId = place === nowhere.value ? null : place;
      const input = { date, amountMinor, accountId };
      sayChanged(`“${goal.name}”: set aside`, await goalActions.contribute(goal.id, input));
      onLeave();
    });
  };
  return (
    <Dialog open onOpenChange={(open) => (open ? undefined : onLeave())}>
      <DialogContent
        title="Set money aside"
        description="Nothing moves at any bank: it is kept here that this is for the goal. With a minus it is taken back."
      >
        <form
          className="flex flex-col gap-4"
          method="post"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            save();
          }}
        >
          <div className="grid grid-cols-2 gap-4">
            <MoneyField
              label={`Amount in ${goal.currency}`}
              currency={goal.currency}
              minor={amountMinor}
              onMinorChange={setAmount}
              allowNegative
              error={isTried && !amountMinor ? 'Enter an amount.' : undefined}
              required
            />
            <DateField
              label="On"
              value={date}
              onValueChange={setDate}
              today={today}
              max={today}
              required
            />
          </div>
          <Field label="Where it lies">
            <Select
              value={place}
              onValueChange={setPlace}
              options={[nowhere, ...places.map(({ id, name }) => ({ value: id, label: name }))]}
            />
          </Field>
          <FormMessage text={problem} />
          <DialogActions submitLabel="Set aside" busy={pending} />
        </form>
      </DialogContent>
    </Dialog>
  );
}

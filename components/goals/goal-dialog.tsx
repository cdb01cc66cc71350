'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { debtGroups, whereAccountIs } from '#components/accounts/account-labels';
import { FormMessage } from '#components/auth/form-message';
import { DateField } from '#components/ui/date-field';
import { Dialog, DialogContent } from '#components/ui/dialog';
import { DialogActions } from '#components/ui/dialog-actions';
import { Field } from '#components/ui/field';
import { Input } from '#components/ui/input';
import { MoneyField } from '#components/ui/money-field';
import { MultiCombobox } from '#components/ui/multi-combobox';
import { SegmentedControl } from '#components/ui/segmented-control';
import type { AccountDto } from '#lib/accounts/contract';
import { useAccountChoices } from '#lib/accounts/hooks';
import { useAttempt } from '#lib/client/use-attempt';
import type { CivilDate } from '#lib/dates/civil-date';
import type { GoalDto, GoalKind } from '#lib/goals/contract';
import { goalActions } from '#lib/goals/hooks';
import { sayChanged } from './decide-goal.ts';

const kinds = [
  { value: 'save', label: 'Save' },
  { value: 'pay_down', label: 'Pay off' },
] as const;

/** Asks what is saved for or paid off, and which accounts tell how far it is. */
export function GoalDialog({
  goal,
  currency: base,
  today,
  onLeave,
}: {
  /** The one to change; null for a new one. */
  goal: GoalDto | null;
  currency: string;
  today: CivilDate;
  onLeave: () => void;
}) {
  const [kind, setKind] = useState<GoalKind>(goal?.kind ?? 'save');
  const [name, setName] = useState(goal?.name ?? '');
  const [targetMinor, setTarget] = useState<number | null>(goal?.targetMinor ?? null);
  const [dueOn, setDueOn] = useState<CivilDate | null>(goal?.dueOn ?? null);
  const [accountIds, setAccountIds] = useState(goal?.accounts.map(({ id }) => id) ?? []);
  const accounts = useAccountChoices() ?? [];
  const [isTried, setTried] = useState(false);
  const { pending, problem, attempt } = useAttempt();
  const router = useRouter();
  const isDebt = kind === 'pay_down';
  const first = accounts.find(({ id }) => id === accountIds[0]);
  const currency = goal?.currency ?? first?.current?.currency ?? base;
  const fitting = accounts.filter((account) =>
    fits(account, isDebt, goal || first ? currency : null),
  );
  const chooseAccounts = (ids: string[]) => {
    setAccountIds(ids);
    if (isDebt && goal === null) setTarget(sumOwed(accounts, ids));
  };
  const chooseKind = (next: GoalKind) => {
    setKind(next);
    setAccountIds([]);
  };
  const isNamed = name.trim() !== '';
  const save = () => {
    setTried(true);
    if (!isNamed || !targetMinor) return;
    attempt(async () => {
      const input = { name, targetMinor, dueOn, accountIds };
      if (goal) sayChanged(`“${name}” is changed`, await goalActions.update(goal.id, input));
      else {
        const made = await goalActions.create({ ...input, kind, currency });
        sayChanged(`“${name}” is a goal now`, made);
        router.push(`/goals/${made.id}`);
      }
      onLeave();
    });
  };
  return (
    <Dialog open onOpenChange={(open) => (open ? undefined : onLeave())}>
      <DialogContent title={goal ? 'Edit the goal' : 'New goal'}>
        <form
          className="flex flex-col gap-4"
          method="post"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            save();
          }}
        >
          {goal ? null : (
            <SegmentedControl
              label="What for"
              options={kinds}
              value={kind}
              onValueChange={chooseKind}
              className="self-start"
            />
          )}
          <Field label="Name" error={isTried && !isNamed ? 'Give it a name.' : undefined}>
            <Input
              value={name}
              onChange={({ target }) => setName(target.value)}
              placeholder={isDebt ? 'Car loan' : 'New roof'}
              maxLength={100}
              autoComplete="off"
            />
          </Field>
          <Field
            label={isDebt ? 'What is paid off' : 'Accounts that are all for it'}
            optional={!isDebt}
            hint={
              isDebt
                ? 'Cards and loans: what is owed on them tells how far it is.'
                : 'They count with all that is in them. Parts of others are set aside afterwards.'
            }
          >
            <MultiCombobox
              options={fitting.map(toOption)}
              values={accountIds}
              onValuesChange={chooseAccounts}
              searchLabel="Search accounts"
              emptyText="No such account."
              placeholder="Add an account"
            />
          </Field>
          <div className="grid grid-cols-2 gap-4">
            <MoneyField
              label={isDebt ? `Owed at the start, ${currency}` : `Amount in ${currency}`}
              currency={currency}
              minor={targetMinor}
              onMinorChange={setTarget}
              error={isTried && !targetMinor ? 'Enter an amount.' : undefined}
              required
            />
            <DateField label="By" optional value={dueOn} onValueChange={setDueOn} today={today} />
          </div>
          <FormMessage text={problem} />
          <DialogActions submitLabel={goal ? 'Save' : 'Set the goal'} busy={pending} />
        </form>
      </DialogContent>
    </Dialog>
  );
}

function fits({ group, current }: AccountDto, isDebt: boolean, currency: string | null): boolean {
  if (!current || debtGroups.has(group) !== isDebt) return false;
  return currency === null || current.currency === currency;
}

function toOption(account: AccountDto) {
  return { value: account.id, label: account.name, aside: whereAccountIs(account) };
}

function sumOwed(accounts: AccountDto[], ids: string[]): number | null {
  const owed = accounts
    .filter(({ id }) => ids.includes(id))
    .reduce((sum, { current }) => sum + (current?.minor ?? 0), 0);
  return owed > 0 ? owed : null;
}

'use client';

import { useState } from 'react';
import { FormMessage } from '#components/auth/form-message';
import { toCategoryOptions } from '#components/categories/category-options';
import { Button } from '#components/ui/button';
import { Combobox } from '#components/ui/combobox';
import { Dialog, DialogContent } from '#components/ui/dialog';
import { DialogActions } from '#components/ui/dialog-actions';
import { Field } from '#components/ui/field';
import { MoneyField } from '#components/ui/money-field';
import { SegmentedControl } from '#components/ui/segmented-control';
import { Select } from '#components/ui/select';
import type { BudgetDto, BudgetLineDto, CarryMode } from '#lib/budgets/contract';
import { budgetActions } from '#lib/budgets/hooks';
import { useCategories } from '#lib/categories/hooks';
import { useAttempt } from '#lib/client/use-attempt';
import { carryWords, nameCycle } from './budget-words.tsx';
import { decideBudget } from './decide-budget.ts';
import { SuggestedPlans } from './suggested-plans.tsx';

const scopes = [
  { value: 'on', label: 'From now on' },
  { value: 'once', label: 'This period only' },
] as const;

/** Asks what is meant to be spent in a category or group, and what becomes of what is left. */
export function PlanDialog({
  line,
  budget: { groups, settings, span },
  onLeave,
}: {
  /** Null: its category is asked for, too. */
  line: BudgetLineDto | null;
  budget: BudgetDto;
  onLeave: () => void;
}) {
  const [categoryId, setCategoryId] = useState(line?.categoryId ?? null);
  const known = groups
    .flatMap(({ whole, lines }) => (whole ? [whole, ...lines] : lines))
    .find((each) => each.categoryId === categoryId);
  const [minor, setMinor] = useState<number | null>(line?.plan?.minor ?? null);
  const [scope, setScope] = useState<'on' | 'once'>(line?.plan?.once ? 'once' : 'on');
  const [carry, setCarry] = useState<CarryMode>(line?.carry ?? 'none');
  const { pending, problem, attempt } = useAttempt();
  const categories = useCategories();
  const spending = categories?.filter(
    ({ kind, excludeFromSpending }) => kind === 'spending' && !excludeFromSpending,
  );
  const name = spending?.find(({ id }) => id === categoryId)?.name ?? line?.name ?? 'Plan';
  const save = (amountMinor: number | null) => {
    if (categoryId === null) return;
    attempt(async () => {
      await decideBudget(`${name}: ${amountMinor === null ? 'plan removed' : 'planned'}`, () =>
        budgetActions.update({
          on: span.from,
          plans: [{ categoryId, amountMinor, once: scope === 'once' }],
          carries: carry === (line?.carry ?? 'none') ? [] : [{ categoryId, mode: carry }],
        }),
      );
      onLeave();
    });
  };
  return (
    <Dialog open onOpenChange={(open) => (open ? undefined : onLeave())}>
      <DialogContent title={line ? line.name : 'Plan a category'}>
        <form
          className="flex flex-col gap-4"
          method="post"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            if (minor !== null) save(minor);
          }}
        >
          {line ? null : (
            <Field label="Category or group">
              <Combobox
                data-first=""
                searchLabel="Search categories"
                emptyText="No category of spending of that name."
                placeholder="Choose one"
                value={categoryId ?? ''}
                options={toCategoryOptions(spending ?? [], null)}
                onValueChange={setCategoryId}
              />
            </Field>
          )}
          <MoneyField
            label={`Amount for a ${nameCycle(settings.cycle)}`}
            currency={settings.currency}
            minor={minor}
            onMinorChange={setMinor}
            required
          />
          {categoryId ? (
            <SuggestedPlans
              categoryId={categoryId}
              on={span.from}
              cycle={settings.cycle}
              onChoose={setMinor}
            />
          ) : null}
          <SegmentedControl
            label="For which periods"
            options={scopes}
            value={scope}
            onValueChange={setScope}
            className="self-start"
          />
          <Field
            label="At the end of a period"
            hint="From this period on, which begins with nothing carried over."
          >
            <Select
              value={carry}
              onValueChange={(mode) => setCarry(mode as CarryMode)}
              options={Object.entries(carryWords).map(([value, label]) => ({ value, label }))}
            />
          </Field>
          {known && !line ? (
            <p className="text-ink-soft text-sm">It has a plan, which this one replaces.</p>
          ) : null}
          <FormMessage text={problem} />
          <DialogActions
            submitLabel="Save"
            busy={pending}
            cancel={
              line?.plan ? (
                <Button disabled={pending} onClick={() => save(null)}>
                  Remove the plan
                </Button>
              ) : undefined
            }
          />
        </form>
      </DialogContent>
    </Dialog>
  );
}

'use client';

import { useState } from 'react';
import { FormMessage } from '#components/auth/form-message';
import { CategoryIcon } from '#components/categories/category-icon';
import { Amount } from '#components/ui/amount';
import { CheckChoice } from '#components/ui/check-choice';
import { Dialog, DialogContent } from '#components/ui/dialog';
import { DialogActions } from '#components/ui/dialog-actions';
import { SkeletonRows } from '#components/ui/skeleton';
import type { BudgetDto, SuggestionDto, SuggestionsDto } from '#lib/budgets/contract';
import { budgetActions, useSuggestions } from '#lib/budgets/hooks';
import { useAttempt } from '#lib/client/use-attempt';
import { namePast } from './budget-words.tsx';
import { decideBudget } from './decide-budget.ts';

/** Shows what every category would be planned at, to be taken with or without some of it. */
export function StartDialog({ budget, onLeave }: { budget: BudgetDto; onLeave: () => void }) {
  const { span, settings } = budget;
  const suggestions = useSuggestions(span.from);
  const count = Math.min(suggestions?.spans ?? 3, 3);
  return (
    <Dialog open onOpenChange={(open) => (open ? undefined : onLeave())}>
      <DialogContent
        title={`Start from ${namePast(Math.max(count, 1), settings.cycle)}`}
        description="The median of what you spent in each category. Nothing is planned until you say so, and you can change all of it later."
        size="md"
      >
        {suggestions ? (
          <Preview suggestions={suggestions} on={span.from} onLeave={onLeave} />
        ) : (
          <SkeletonRows label="Adding up what was spent" />
        )}
      </DialogContent>
    </Dialog>
  );
}

type Offer = SuggestionDto & { medianOf3: number };

function Preview({
  suggestions: { items, currency },
  on,
  onLeave,
}: {
  suggestions: SuggestionsDto;
  on: string;
  onLeave: () => void;
}) {
  const offers = items.filter(
    (item): item is Offer => item.groupId !== null && (item.medianOf3 ?? 0) > 0,
  );
  const [without, setWithout] = useState<ReadonlySet<string>>(new Set());
  const { pending, problem, attempt } = useAttempt();
  const chosen = offers.filter(({ categoryId }) => !without.has(categoryId));
  if (offers.length === 0) {
    return (
      <p className="pb-2">
        There is no whole period of spending yet to begin from. Plan a category by hand, or come
        back when there is.
      </p>
    );
  }
  const toggle = (categoryId: string, isChosen: boolean) => {
    const next = new Set(without);
    if (isChosen) next.delete(categoryId);
    else next.add(categoryId);
    setWithout(next);
  };
  const save = () =>
    attempt(async () => {
      await decideBudget(`${chosen.length} categories planned`, () =>
        budgetActions.update({
          on,
          plans: chosen.map(({ categoryId, medianOf3 }) => ({
            categoryId,
            amountMinor: medianOf3,
            once: false,
          })),
        }),
      );
      onLeave();
    });
  return (
    <form
      method="post"
      onSubmit={(event) => {
        event.preventDefault();
        if (chosen.length > 0) save();
      }}
    >
      <ul>
        {offers.map(({ categoryId, name, icon, medianOf3 }) => (
          <li
            key={categoryId}
            className="border-line border-b last:border-b-0 flex items-center justify-between gap-4 py-2"
          >
            <CheckChoice
              checked={!without.has(categoryId)}
              onCheckedChange={(isChosen) => toggle(categoryId, isChosen)}
              label={
                <span className="flex items-center gap-2.5">
                  <CategoryIcon name={icon} />
                  {name}
                </span>
              }
            />
            <Amount minor={medianOf3} currency={currency} />
          </li>
        ))}
      </ul>
      <p className="rule-final mb-4 flex justify-between gap-4 py-3 font-medium">
        <span>In all</span>
        <Amount minor={chosen.reduce((sum, each) => sum + each.medianOf3, 0)} currency={currency} />
      </p>
      <FormMessage text={problem} />
      <DialogActions
        submitLabel={`Plan ${chosen.length} ${chosen.length === 1 ? 'category' : 'categories'}`}
        busy={pending}
      />
    </form>
  );
}

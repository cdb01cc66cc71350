import { Button } from '#components/ui/button';
import { useSuggestions } from '#lib/budgets/hooks';
import type { Cycle } from '#lib/dates/cycles';
import { formatAmount } from '#lib/money/format-amount';
import { namePast } from './budget-words.tsx';

/** What was spent in the middle one of the last periods: pressed, it is the amount. */
export function SuggestedPlans({
  categoryId,
  on,
  cycle,
  onChoose,
}: {
  categoryId: string;
  on: string;
  cycle: Cycle;
  onChoose: (minor: number) => void;
}) {
  const suggestions = useSuggestions(on);
  const item = suggestions?.items.find((each) => each.categoryId === categoryId);
  const offers = [
    { minor: item?.medianOf3, count: Math.min(suggestions?.spans ?? 0, 3) },
    { minor: item?.medianOf12, count: 12 },
  ];
  return (
    <div className="flex min-h-7 flex-wrap items-center gap-2 text-ink-soft text-sm">
      {offers.map(({ minor, count }) =>
        typeof minor !== 'number' || !suggestions || count === 0 ? null : (
          <Button key={count} size="sm" onClick={() => onChoose(minor)}>
            <span data-amount="end">{formatAmount(minor, suggestions.currency).text}</span>
            <span className="font-normal text-ink-soft">median of {namePast(count, cycle)}</span>
          </Button>
        ),
      )}
      {suggestions && suggestions.spans === 0
        ? 'There is no whole period yet to suggest an amount from.'
        : null}
    </div>
  );
}

import { Figure } from '#components/ui/figure';
import type { BudgetDto } from '#lib/budgets/contract';
import type { CivilDate } from '#lib/dates/civil-date';
import { daysOf } from '#lib/dates/cycles';
import { formatAmount } from '#lib/money/format-amount';
import { daysBegun } from './budget-words.tsx';

/** What the plans of a period leave, and what that is a day. */
export function FreeToSpend({
  budget,
  today,
  size,
}: {
  budget: BudgetDto;
  today: CivilDate;
  size: 'lg' | 'xl';
}) {
  const { settings, plannedMinor, carriedMinor, spentMinor } = budget;
  const freeMinor = plannedMinor + carriedMinor - spentMinor;
  return (
    <Figure
      label={freeMinor < 0 ? 'Over budget' : 'Free to spend'}
      minor={Math.abs(freeMinor)}
      currency={settings.currency}
      tone={freeMinor < 0 ? 'danger' : 'plain'}
      size={size}
      note={<span data-amount="start">{describeDays(budget, freeMinor, today)}</span>}
    />
  );
}

function describeDays({ span, settings }: BudgetDto, freeMinor: number, today: CivilDate): string {
  const days = daysOf(span) - Math.max(daysBegun(span, today) - 1, 0);
  if (today > span.to) return 'This period is over.';
  if (today < span.from) return 'This period has not begun.';
  const left = `${days} ${days === 1 ? 'day' : 'days'} left with today`;
  if (freeMinor <= 0) return `${left}.`;
  const aDay = formatAmount(Math.floor(freeMinor / days), settings.currency, {
    precision: 'whole',
  });
  return `${left}: ${aDay.text} a day.`;
}

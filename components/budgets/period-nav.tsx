import type { Route } from 'next';
import { StepNav } from '#components/ui/step-nav';
import type { BudgetDto } from '#lib/budgets/contract';
import type { CivilDate } from '#lib/dates/civil-date';
import { type Span, spanAfter, spanBefore } from '#lib/dates/cycles';
import { nameSpan } from './budget-words.tsx';

/** The period one looks at, with the ways to its neighbours and back to the present one. */
export function PeriodNav({
  budget: { span, settings },
  today,
}: {
  budget: BudgetDto;
  today: CivilDate;
}) {
  const isNow = span.from <= today && today <= span.to;
  const toStep = (to: Span) => ({
    href: `/budgets?on=${to.from}` as Route,
    name: nameSpan(to, today),
  });
  return (
    <StepNav
      title={nameSpan(span, today)}
      earlier={toStep(spanBefore(settings.cycle, span))}
      later={toStep(spanAfter(settings.cycle, span))}
      now={isNow ? null : '/budgets'}
    />
  );
}

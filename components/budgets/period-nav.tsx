import { ChevronLeft, ChevronRight } from 'lucide-react';
import Link from 'next/link';
import { Button } from '#components/ui/button';
import { VisuallyHidden } from '#components/ui/visually-hidden';
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
  return (
    <nav aria-label="Period" className="mb-8 -ml-2.5 flex items-center gap-1">
      <Step to={spanBefore(settings.cycle, span)} today={today} words="Earlier:">
        <ChevronLeft aria-hidden="true" />
      </Step>
      <h2 className="min-w-36 text-center font-medium text-md">{nameSpan(span, today)}</h2>
      <Step to={spanAfter(settings.cycle, span)} today={today} words="Later:">
        <ChevronRight aria-hidden="true" />
      </Step>
      {isNow ? null : (
        <Button variant="ghost" size="sm" asChild>
          <Link href="/budgets">To today</Link>
        </Button>
      )}
    </nav>
  );
}

function Step({
  to,
  today,
  words,
  children,
}: {
  to: Span;
  today: CivilDate;
  words: string;
  children: React.ReactNode;
}) {
  return (
    <Button variant="ghost" className="w-9 px-0 pointer-coarse:w-11 pointer-coarse:px-0" asChild>
      <Link href={`/budgets?on=${to.from}`} scroll={false}>
        {children}
        <VisuallyHidden>
          {words} {nameSpan(to, today)}
        </VisuallyHidden>
      </Link>
    </Button>
  );
}

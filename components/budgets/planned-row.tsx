import { CategoryIcon } from '#components/categories/category-icon';
import { Amount } from '#components/ui/amount';
import { Link } from '#components/ui/link';
import { TextLink } from '#components/ui/text-link';
import { VisuallyHidden } from '#components/ui/visually-hidden';
import type { BudgetDto, BudgetLineDto } from '#lib/budgets/contract';
import { spendingFilter } from '#lib/budgets/drill-down';
import { cn } from '#lib/cn';
import type { CivilDate } from '#lib/dates/civil-date';
import { daysOf } from '#lib/dates/cycles';
import { daysBegun, leftOf } from './budget-words.tsx';
import { PlanButton } from './plan-button.tsx';

/** One plan: how much of it is spent, and what is left. */
export function PlannedRow({
  line,
  label = line.name,
  budget,
  today,
  isWithin = false,
}: {
  line: BudgetLineDto;
  label?: string;
  budget: BudgetDto;
  today: CivilDate;
  /** Its group has a plan for all of it. */
  isWithin?: boolean;
}) {
  const { currency } = budget.settings;
  const leftMinor = leftOf(line);
  const elapsed = daysBegun(budget.span, today) / daysOf(budget.span);
  return (
    <li
      className={cn(
        'border-line border-b last:border-b-0 grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 gap-y-1.5 py-2.5 sm:grid-cols-[minmax(0,1fr)_8rem_13rem_8.5rem]',
        isWithin && 'pl-6',
      )}
    >
      <span className="flex min-w-0 items-center gap-2.5">
        <CategoryIcon name={line.icon} />
        <PlanButton line={line} budget={budget}>
          {label}
        </PlanButton>
      </span>
      <span
        className={cn(
          'order-3 col-span-2 sm:order-none sm:col-span-1',
          !line.plan && 'max-sm:hidden',
        )}
      >
        {line.plan ? <Bar line={line} elapsed={elapsed} /> : null}
      </span>
      <span className="order-4 col-span-2 text-ink-soft text-sm sm:order-none sm:col-span-1 sm:text-right">
        <TextLink quiet asChild>
          <Link href={`/transactions?${spendingFilter(budget, line)}`}>
            <VisuallyHidden>{line.name}: </VisuallyHidden>
            <Amount minor={line.spentMinor} currency={currency} className="text-ink" />
            {line.plan ? null : ' spent'}
          </Link>
        </TextLink>
        {line.plan ? (
          <>
            {' of '}
            <Amount minor={line.plan.minor} currency={currency} />
            {line.plan.once ? <span title="Planned for this period alone">*</span> : null}
          </>
        ) : null}
        <Carried line={line} currency={currency} />
      </span>
      <span className="order-2 text-right sm:order-none">
        {line.plan ? <Left minor={leftMinor} currency={currency} /> : null}
      </span>
    </li>
  );
}

function Left({ minor, currency }: { minor: number; currency: string }) {
  const isOver = minor < 0;
  return (
    <span className={cn('whitespace-nowrap', isOver ? 'text-danger' : 'text-ink-soft')}>
      {isOver ? 'Over by ' : ''}
      <Amount
        minor={Math.abs(minor)}
        currency={currency}
        tone={isOver ? 'danger' : 'plain'}
        className={cn('font-medium', !isOver && 'text-ink')}
      />
      {isOver ? '' : ' left'}
    </span>
  );
}

function Carried({ line, currency }: { line: BudgetLineDto; currency: string }) {
  if (line.carriedMinor === 0) return null;
  return (
    <span className="block text-ink-faint text-xs">
      <Amount minor={line.carriedMinor} currency={currency} sign="always" /> carried over
    </span>
  );
}

/** How much of the plan is spent; the mark is where the period is by now. What it says stands beside it. */
function Bar({ line, elapsed }: { line: BudgetLineDto; elapsed: number }) {
  const whole = (line.plan?.minor ?? 0) + line.carriedMinor;
  const share = whole > 0 ? Math.max(line.spentMinor, 0) / whole : line.spentMinor > 0 ? 1 : 0;
  const isOver = leftOf(line) < 0;
  return (
    <span aria-hidden="true" className="relative block h-1.5 rounded-full bg-line">
      <span
        className={cn('absolute inset-y-0 left-0 rounded-full', isOver ? 'bg-danger' : 'bg-accent')}
        style={{ width: `${Math.min(share, 1) * 100}%` }}
      />
      {elapsed > 0 && elapsed < 1 ? (
        <span
          className="absolute -inset-y-1 w-px bg-line-control"
          style={{ left: `${elapsed * 100}%` }}
        />
      ) : null}
    </span>
  );
}

import { describePace, leftOf } from '#components/budgets/budget-words';
import { FreeToSpend } from '#components/budgets/free-to-spend';
import { Amount } from '#components/ui/amount';
import { Link } from '#components/ui/link';
import { TextLink } from '#components/ui/text-link';
import type { BudgetDto } from '#lib/budgets/contract';
import type { CivilDate } from '#lib/dates/civil-date';
import { CardSection } from './card-section.tsx';

/** So many plans that are spent are named. */
const overLimit = 3;

/** Am I all right this month: what the plans leave, and which of them are spent. */
export function BudgetCard({ budget, today }: { budget: BudgetDto; today: CivilDate }) {
  const link = { href: '/budgets', label: 'All budgets' };
  if (budget.groups.length === 0) {
    return (
      <CardSection name="Budget" link={link}>
        <p className="pt-3 text-ink-soft">
          Nothing is planned for this period.{' '}
          <TextLink asChild>
            <Link href="/budgets">Plan what you mean to spend</Link>
          </TextLink>
          , and see here day by day what is left of it.
        </p>
      </CardSection>
    );
  }
  const pace = describePace(budget, today);
  return (
    <CardSection name="Budget" link={link}>
      <div className="pt-3">
        <FreeToSpend budget={budget} today={today} size="lg" />
        {pace ? (
          <p className="mt-1 text-ink-soft text-sm">
            <span data-amount="start">{pace}</span>
          </p>
        ) : null}
      </div>
      <OverBudget budget={budget} />
    </CardSection>
  );
}

function OverBudget({ budget }: { budget: BudgetDto }) {
  const over = budget.groups
    .flatMap(({ whole, lines }) => (whole ? [whole] : lines))
    .map((line) => ({ ...line, leftMinor: leftOf(line) }))
    .filter(({ leftMinor }) => leftMinor < 0)
    .sort((a, b) => a.leftMinor - b.leftMinor);
  if (over.length === 0) {
    return <p className="mt-4 text-ink-soft">Every plan holds so far.</p>;
  }
  const others = over.length - overLimit;
  return (
    <ul className="mt-4">
      {over.slice(0, overLimit).map(({ categoryId, name, leftMinor }) => (
        <li
          key={categoryId}
          className="flex items-baseline justify-between gap-4 border-line border-t py-2"
        >
          <span className="min-w-0 truncate">{name}</span>
          <span className="shrink-0 text-ink-soft">
            over by <Amount minor={-leftMinor} currency={budget.settings.currency} tone="danger" />
          </span>
        </li>
      ))}
      {others > 0 ? (
        <li className="border-line border-t py-2 text-ink-soft">
          and {others} more over {others === 1 ? 'its plan' : 'their plans'}
        </li>
      ) : null}
    </ul>
  );
}

import { CategoryIcon } from '#components/categories/category-icon';
import { Amount } from '#components/ui/amount';
import { Link } from '#components/ui/link';
import { TextLink } from '#components/ui/text-link';
import { VisuallyHidden } from '#components/ui/visually-hidden';
import type { BudgetDto, BudgetLineDto } from '#lib/budgets/contract';
import { spendingFilter } from '#lib/budgets/drill-down';
import { PlanButton } from './plan-button.tsx';

/** What was spent where nothing is planned, the most first. */
export function UnplannedList({ budget }: { budget: BudgetDto }) {
  return (
    <ul>
      {budget.unplanned.map((line) => (
        <li
          key={`${line.categoryId} ${line.isDirect}`}
          className="border-line border-b last:border-b-0 flex items-center gap-4 py-2"
        >
          <span className="flex min-w-0 flex-1 items-center gap-2.5">
            <CategoryIcon name={line.icon} />
            <Name line={line} budget={budget} />
          </span>
          <TextLink quiet asChild className="shrink-0">
            <Link href={`/transactions?${spendingFilter(budget, line)}`}>
              <VisuallyHidden>{line.name}: </VisuallyHidden>
              <Amount minor={line.spentMinor} currency={budget.settings.currency} />
            </Link>
          </TextLink>
        </li>
      ))}
    </ul>
  );
}

/** What has no category is sorted before it is planned. */
function Name({ line, budget }: { line: BudgetLineDto; budget: BudgetDto }) {
  if (line.categoryId === null) return <span className="text-ink-soft">{line.name}</span>;
  return (
    <PlanButton line={line} budget={budget}>
      {line.isDirect ? `${line.name}, in no category of it` : line.name}
    </PlanButton>
  );
}

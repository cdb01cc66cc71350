import { daysBegun, namePast, nameSpan } from '#components/budgets/budget-words';
import { CategoryIcon } from '#components/categories/category-icon';
import { LineChart } from '#components/charts/line-chart';
import { Amount } from '#components/ui/amount';
import { Figure } from '#components/ui/figure';
import { Link } from '#components/ui/link';
import { TextLink } from '#components/ui/text-link';
import { VisuallyHidden } from '#components/ui/visually-hidden';
import type { SpendingDto } from '#lib/budgets/contract';
import { spendingFilter } from '#lib/budgets/drill-down';
import type { CivilDate } from '#lib/dates/civil-date';
import { formatAmount } from '#lib/money/format-amount';
import { CardSection } from './card-section.tsx';

/** What this month cost so far, beside what is usual, and what on. */
export function SpendingCard({ spending, today }: { spending: SpendingDto; today: CivilDate }) {
  const { settings, span, pace, spentMinor, top } = spending;
  const until = { settings, span: { from: span.from, to: today } };
  const link = { href: `/transactions?${spendingFilter(until)}`, label: 'Its transactions' };
  if (spentMinor === 0 && top.length === 0 && !pace.usual) {
    return (
      <CardSection name="Spending">
        <p className="pt-3 text-ink-soft">Nothing was spent in this period yet.</p>
      </CardSection>
    );
  }
  const begun = daysBegun(span, today);
  const soFar = pace.spent.map((minor, day) => (day < begun ? minor : null));
  return (
    <CardSection name="Spending" link={link}>
      <div className="pt-3">
        <LineChart
          label="Spent so far"
          from={span.from}
          today={today}
          currency={settings.currency}
          size="sm"
          lines={[
            { label: 'Now', values: soFar },
            ...(pace.usual ? [{ label: 'Usual', values: pace.usual }] : []),
          ]}
          heading={
            <Figure
              label={`Spent in ${nameSpan(span, today)}`}
              minor={spentMinor}
              currency={settings.currency}
              note={<span data-amount="start">{compare(spending, pace.usual?.[begun - 1])}</span>}
            />
          }
        />
      </div>
      <ul className="mt-4">
        {top.map((each) => (
          <li key={each.categoryId} className="flex items-center gap-4 border-line border-t py-2">
            <CategoryIcon name={each.icon} className="-mr-1.5" />
            <span className="min-w-0 flex-1 truncate">{each.name}</span>
            {each.usualMinor ? (
              <span className="shrink-0 text-ink-faint text-sm max-sm:hidden">
                usually{' '}
                <Amount minor={each.usualMinor} currency={settings.currency} precision="whole" />
              </span>
            ) : null}
            <TextLink quiet asChild className="min-w-22 shrink-0 text-right">
              <Link href={`/transactions?${spendingFilter(until, each)}`}>
                <VisuallyHidden>{each.name}: </VisuallyHidden>
                <Amount minor={each.spentMinor} currency={settings.currency} />
              </Link>
            </TextLink>
          </li>
        ))}
      </ul>
    </CardSection>
  );
}

/** Beside the mean of the last periods by the same day. */
function compare({ spentMinor, settings, pace }: SpendingDto, usual: number | undefined): string {
  if (usual === undefined) return 'There is nothing before it to compare it with yet.';
  const past = namePast(pace.usualOf, settings.cycle);
  const difference = spentMinor - usual;
  if (difference === 0) return `Just as in ${past} by this day.`;
  const { text } = formatAmount(Math.abs(difference), settings.currency, { precision: 'whole' });
  return `${text} ${difference > 0 ? 'more' : 'less'} than in ${past} by this day.`;
}

import { Amount } from '#components/ui/amount';
import { Figure } from '#components/ui/figure';
import type { RecurringDto } from '#lib/recurring/contract';

const months = 12;

/** What is confirmed comes to in a year, and in a month of it. */
export function RecurringTotals({ totals }: Pick<RecurringDto, 'totals'>) {
  return (
    <div className="flex flex-wrap gap-x-16 gap-y-6">
      {totals.flatMap(({ currency, outYearMinor, inYearMinor }) => [
        <YearFigure
          key={`${currency} out`}
          label="Bills and subscriptions a year"
          minor={outYearMinor}
          currency={currency}
        />,
        inYearMinor > 0 ? (
          <YearFigure
            key={`${currency} in`}
            label="Income a year"
            minor={inYearMinor}
            currency={currency}
          />
        ) : null,
      ])}
    </div>
  );
}

function YearFigure({
  label,
  minor,
  currency,
}: {
  label: string;
  minor: number;
  currency: string;
}) {
  return (
    <Figure
      label={label}
      minor={minor}
      currency={currency}
      precision="whole"
      note={
        <>
          <Amount minor={Math.round(minor / months)} currency={currency} /> a month, as confirmed
        </>
      }
    />
  );
}

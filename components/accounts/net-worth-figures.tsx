import type { ReactNode } from 'react';
import { ConversionNote } from '#components/rates/conversion-note';
import { Figure } from '#components/ui/figure';
import type { AccountListDto } from '#lib/accounts/contract';
import type { CivilDate } from '#lib/dates/civil-date';

/** Net worth now: as one figure where there are several currencies, and beneath it what each of them holds. */
export function NetWorthFigures({
  accounts: { netWorth, total },
  note,
  today,
}: {
  accounts: Pick<AccountListDto, 'netWorth' | 'total'>;
  /** How old balances are. */
  note: ReactNode;
  today: CivilDate;
}) {
  const isOne = netWorth.length === 1;
  const parts = netWorth.map(({ currency, netMinor }) => (
    <Figure
      key={currency}
      label={isOne && !total ? 'Net worth' : `Net worth in ${currency}`}
      minor={netMinor}
      currency={currency}
      size={total ? 'md' : 'lg'}
      note={total ? null : note}
    />
  ));
  if (!total) return <div className="flex flex-wrap gap-x-16 gap-y-8">{parts}</div>;
  return (
    <div>
      <Figure
        label={`Net worth in all, in ${total.currency}`}
        minor={total.netMinor}
        currency={total.currency}
        size="lg"
        note={
          <>
            <span className="block">
              <ConversionNote conversion={total} today={today} />
            </span>
            {note}
          </>
        }
      />
      <div className="mt-6 flex flex-wrap gap-x-12 gap-y-4">{parts}</div>
    </div>
  );
}

import type { ReactNode } from 'react';
import { LineChart } from '#components/charts/line-chart';
import type { DayValues } from '#lib/balances/contract';
import type { CivilDate } from '#lib/dates/civil-date';
import type { NetWorthDto } from '#lib/net-worth/contract';
import { ChangeNote } from './change-note.tsx';
import { TotalChange } from './total-worth.tsx';

/**
 * Net worth over the last days, small: in all, or where rates are missing, of the currency that most accounts are in.
 *
 * @param figures  what it comes to now; alone where there is no course to draw
 */
export function NetWorthCourse({
  worth,
  today,
  figures,
}: {
  worth: NetWorthDto;
  today: CivilDate;
  figures: ReactNode;
}) {
  const [most] = worth.currencies;
  const total = worth.total && isDrawn(worth.total.net) ? worth.total : null;
  const main = total ?? most;
  if (!most || !main || !isDrawn(main.net)) return figures;
  const label = worth.total ? `Net worth in ${main.currency}` : 'Net worth';
  return (
    <LineChart
      label={label}
      from={worth.from}
      today={today}
      currency={main.currency}
      lines={[{ label, values: main.net }]}
      readFrom={main.readFrom}
      size="sm"
      heading={
        <>
          {figures}
          <p data-amount="start" className="mt-1 text-ink-soft text-sm">
            {total ? (
              <TotalChange total={total} from={worth.from} today={today} />
            ) : (
              <ChangeNote worth={most} period={worth} today={today} />
            )}
          </p>
        </>
      }
    />
  );
}

function isDrawn(net: DayValues): boolean {
  return net.filter((each) => each !== null).length > 1;
}

import Link from 'next/link';
import { LineChart } from '#components/charts/line-chart';
import { TextLink } from '#components/ui/text-link';
import type { CivilDate } from '#lib/dates/civil-date';
import type { NetWorthDto } from '#lib/net-worth/contract';
import { ChangeNote } from './change-note.tsx';

/** Net worth over the last days, small: of the currency that most accounts are in. */
export function NetWorthCourse({ worth, today }: { worth: NetWorthDto; today: CivilDate }) {
  const [main] = worth.currencies;
  if (!main || main.net.filter((each) => each !== null).length < 2) return null;
  const label = worth.currencies.length > 1 ? `Net worth in ${main.currency}` : 'Net worth';
  return (
    <section aria-label={`${label} over time`}>
      <LineChart
        label={label}
        from={worth.from}
        today={today}
        currency={main.currency}
        lines={[{ label, values: main.net }]}
        readFrom={main.readFrom}
        size="sm"
        heading={
          <p className="text-ink-soft text-sm">
            <ChangeNote worth={main} period={worth} today={today} />{' '}
            <TextLink asChild>
              <Link href="/net-worth">Net worth over time</Link>
            </TextLink>
          </p>
        }
      />
    </section>
  );
}

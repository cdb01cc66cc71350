import { Link } from '#components/ui/link';
import { cn } from '#lib/cn';
import { type ForecastQuery, forecastDays } from '#lib/forecast/contract';

/** How far ahead one looks: links, so that they work before any script runs. */
export function ForecastNav({ query }: { query: ForecastQuery }) {
  return (
    <nav aria-label="Period" className="scroll-row mb-8 flex items-center gap-1 sm:-ml-2.5">
      {forecastDays.map((days) => (
        <Link
          key={days}
          href={`/recurring/forecast?days=${days}&budget=${query.budget}`}
          scroll={false}
          aria-current={days === query.days ? 'true' : undefined}
          className={cn(
            'inline-flex h-8 shrink-0 items-center rounded-md px-2.5 text-ink-soft text-sm transition-colors duration-fast hover:bg-hover hover:text-ink pointer-coarse:h-11',
            'aria-[current]:bg-pressed aria-[current]:font-medium aria-[current]:text-ink',
          )}
        >
          {days} days
        </Link>
      ))}
    </nav>
  );
}

import { bobPath } from '#components/ui/plumb-mark';
import { cn } from '#lib/cn';

const lines = [
  { sign: '', integer: '4,182', fraction: '07' },
  { sign: '\u2212', integer: '1,250', fraction: '00' },
  { sign: '', integer: '31,904', fraction: '62' },
  { sign: '\u2212', integer: '86', fraction: '14' },
  { sign: '', integer: '918', fraction: '40' },
] as const;
const total = { sign: '', integer: '35,668', fraction: '95' } as const;

/** A sum that ties out, literally: its decimal points are beads on one vertical string. */
export function PlumbLedger({ className }: { className?: string }) {
  return (
    <div
      aria-hidden="true"
      className={cn(
        'grid select-none grid-cols-[minmax(0,var(--string-at))_.36em_minmax(0,1fr)] grid-rows-[1fr] text-xl [--string-at:58%] lg:text-3xl',
        className,
      )}
    >
      <Line className="min-h-14" />
      {lines.map((line) => (
        <Line key={line.integer} {...line} className="py-[.14em] text-ink-faint" />
      ))}
      <Rule className="border-t border-ink-faint pt-[.12em]" />
      <Line {...total} className="font-medium text-ink" />
      <Rule className="h-[.2em] border-b-[3px] border-ink-faint border-double" />
      <Line className="h-[1.6em]" />
      <div className="col-span-3 grid grid-cols-subgrid">
        <svg
          viewBox="0 0 10 16"
          aria-hidden="true"
          className="-mt-1 col-start-2 h-12 w-[30px] justify-self-center fill-accent stroke-sunken lg:h-18 lg:w-[45px]"
        >
          <path d={bobPath} stroke="none" />
          {/* The collar and the steel tip. */}
          <path d="M2.5 3.3h5M2.6 12.2h4.8" strokeWidth=".28" />
        </svg>
      </div>
    </div>
  );
}

type LineProps = { sign?: string; integer?: string; fraction?: string; className?: string };

/** One line of the column. Each draws its own length of string, so the lines may be of any height. */
function Line({ sign, integer, fraction, className }: LineProps) {
  return (
    <div className={cn('relative col-span-3 grid grid-cols-subgrid items-baseline', className)}>
      <span className="text-right">
        {sign ? <span className="mr-[.12em]">{sign}</span> : null}
        {integer}
      </span>
      <span className="flex justify-center">
        <span className="absolute inset-y-0 w-px bg-line-control" />
        {integer ? <span className="relative size-[.15em] rounded-full bg-current" /> : null}
      </span>
      <span>{fraction}</span>
    </div>
  );
}

/** A bookkeeper's rule across the figures, with the string running through it. */
function Rule({ className }: { className?: string }) {
  return (
    <div className="relative col-span-3 grid grid-cols-subgrid">
      <span className="absolute inset-y-0 left-[calc(var(--string-at)+.18em-.5px)] w-px bg-line-control" />
      <span
        className={cn(
          'col-span-3 mr-[calc(100%-var(--string-at)-2em)] ml-[calc(var(--string-at)-3.9em)]',
          className,
        )}
      />
    </div>
  );
}

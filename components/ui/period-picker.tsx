'use client';

import { Check, ChevronDown } from 'lucide-react';
import { useState, useSyncExternalStore } from 'react';
import { cn } from '#lib/cn';
import type { CivilDate } from '#lib/dates/civil-date';
import { describePeriod, listPeriods, type Period } from '#lib/dates/periods';
import type { CalendarProps } from './calendar.tsx';
import { DateField } from './date-field.tsx';
import { LazyPeriodCalendar } from './lazy-calendar.tsx';
import { Popover, PopoverContent, PopoverTrigger } from './popover.tsx';
import { quietStyles } from './select.tsx';

/**
 * From one date to another, both inclusive, either open: a named period, typed dates, or days of a
 * calendar. Quiet like a Select above a list; what is chosen holds at once.
 *
 *     <PeriodPicker label="Dates" value={{ from, to }} onValueChange={setPeriod} today={today} />
 */
export function PeriodPicker({
  label,
  value,
  onValueChange,
  today,
  weekStartsOn,
  className,
}: Pick<CalendarProps, 'weekStartsOn'> & {
  label: string;
  value: Period;
  onValueChange: (value: Period) => void;
  today: CivilDate;
  className?: string;
}) {
  const [open, setOpen] = useState(false);
  return (
    <Popover open={open} onOpenChange={setOpen}>
      <PopoverTrigger
        className={cn(
          quietStyles,
          'flex h-9 items-center justify-between gap-2 text-left pointer-coarse:h-11',
          className,
        )}
      >
        <span className="sr-only">{label}: </span>
        <span className="min-w-0 truncate">{describePeriod(value, today)}</span>
        <ChevronDown aria-hidden="true" className="size-4 shrink-0 text-ink-faint" />
      </PopoverTrigger>
      <PopoverContent
        aria-label={label}
        className="w-auto overflow-y-auto sm:flex-row sm:overflow-hidden"
      >
        <Named
          value={value}
          today={today}
          onChoose={(period) => {
            setOpen(false);
            onValueChange(period);
          }}
        />
        <Days value={value} today={today} weekStartsOn={weekStartsOn} onChoose={onValueChange} />
      </PopoverContent>
    </Popover>
  );
}

type PartProps = { value: Period; today: CivilDate; onChoose: (period: Period) => void };

function Named({ value, today, onChoose }: PartProps) {
  return (
    <div className="grid shrink-0 grid-cols-3 gap-1 border-line border-b p-2 sm:flex sm:w-36 sm:flex-col sm:border-r sm:border-b-0">
      {listPeriods(today).map(({ label, from, to }) => {
        const isChosen = from === value.from && to === value.to;
        return (
          <button
            key={label}
            type="button"
            aria-pressed={isChosen}
            onClick={() => onChoose({ from, to })}
            className="flex h-8 items-center justify-between gap-2 rounded-sm px-2 text-left text-ink-soft text-sm hover:bg-hover hover:text-ink aria-pressed:bg-selected aria-pressed:text-ink pointer-coarse:h-11"
          >
            {label}
            {isChosen ? (
              <Check aria-hidden="true" className="hidden size-4 text-accent sm:block" />
            ) : null}
          </button>
        );
      })}
    </div>
  );
}

function Days({
  value,
  today,
  weekStartsOn,
  onChoose,
}: PartProps & Pick<CalendarProps, 'weekStartsOn'>) {
  const months = useIsWide() ? 2 : 1;
  const { from, to } = value;
  // The calendar says one end after the other; what has one alone is not yet a period.
  const [begun, setBegun] = useState<Period | null>(null);
  const [month, setMonth] = useState(from ?? to ?? today);
  return (
    <div className="p-3">
      <div className="mb-3 grid grid-cols-2 gap-3">
        <DateField
          typedOnly
          label="From"
          value={from}
          max={to ?? undefined}
          today={today}
          onValueChange={(date) => {
            setMonth(date ?? month);
            onChoose({ from: date, to });
          }}
        />
        <DateField
          typedOnly
          label="To"
          value={to}
          min={from ?? undefined}
          today={today}
          onValueChange={(date) => {
            setMonth(date ?? month);
            onChoose({ from, to: date });
          }}
        />
      </div>
      <LazyPeriodCalendar
        months={months}
        month={month}
        onMonthChange={setMonth}
        today={today}
        weekStartsOn={weekStartsOn}
        value={begun ?? value}
        onValueChange={(period) => {
          const isWhole = period.from !== null && period.to !== null;
          setBegun(isWhole ? null : period);
          if (isWhole) onChoose(period);
        }}
      />
    </div>
  );
}

const wide = '(min-width: 48rem)';

function useIsWide(): boolean {
  return useSyncExternalStore(
    (onChange) => {
      const query = window.matchMedia(wide);
      query.addEventListener('change', onChange);
      return () => query.removeEventListener('change', onChange);
    },
    () => window.matchMedia(wide).matches,
    () => true,
  );
}

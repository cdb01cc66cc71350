'use client';

import { Check } from 'lucide-react';
import { useState, useSyncExternalStore } from 'react';
import type { CivilDate } from '#lib/dates/civil-date';
import { listPeriods, type Period } from '#lib/dates/periods';
import type { CalendarProps } from './calendar.tsx';
import { DateField } from './date-field.tsx';
import { LazyPeriodCalendar } from './lazy-calendar.tsx';

/** What opens at a PeriodPicker: periods by name, and days to type or to point at. */
export function PeriodPanel({
  onName,
  onChoose,
  weekStartsOn,
  ...period
}: PartProps &
  Pick<CalendarProps, 'weekStartsOn'> & {
    /** One of those with a name, which leaves nothing else to say. */
    onName: (period: Period) => void;
  }) {
  return (
    <>
      <Named {...period} onChoose={onName} />
      <Days {...period} weekStartsOn={weekStartsOn} onChoose={onChoose} />
    </>
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

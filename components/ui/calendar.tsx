'use client';

import { type ClassNames, type CustomComponents, DayPicker, type Labels } from '@daypicker/react';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import { atUtcMidnight, type CivilDate, fromUtcMidnight } from '#lib/dates/civil-date';
import { firstWeekday, type Weekday } from '#lib/dates/first-weekday';
import type { Period } from '#lib/dates/periods';

export type CalendarProps = {
  today: CivilDate;
  min?: CivilDate;
  max?: CivilDate;
  /** Left out: as where the browser's language is spoken. */
  weekStartsOn?: Weekday;
};

/** A month of days, one of which can be chosen. The focus begins on that, or on today. */
export function Calendar({
  value,
  onValueChange,
  ...props
}: CalendarProps & { value: CivilDate | null; onValueChange: (value: CivilDate) => void }) {
  const selected = value === null ? undefined : atUtcMidnight(value);
  return (
    <DayPicker
      {...common(props)}
      mode="single"
      required
      autoFocus
      selected={selected}
      defaultMonth={selected ?? startOf(props)}
      classNames={{ ...classNames, selected: filled }}
      onSelect={(day) => onValueChange(fromUtcMidnight(day))}
    />
  );
}

/** Two months of days, on which one chooses the first and the last. */
export function PeriodCalendar({
  value,
  onValueChange,
  months = 2,
  month,
  onMonthChange,
  ...props
}: CalendarProps & {
  value: Period;
  onValueChange: (value: Period) => void;
  months?: 1 | 2;
  /** Any day of the first month on show. */
  month: CivilDate;
  onMonthChange: (month: CivilDate) => void;
}) {
  const from = value.from === null ? undefined : atUtcMidnight(value.from);
  const to = value.to === null ? undefined : atUtcMidnight(value.to);
  return (
    <DayPicker
      {...common(props)}
      mode="range"
      // With both ends chosen, the next press begins anew.
      resetOnSelect
      numberOfMonths={months}
      selected={{ from: from ?? to, to }}
      month={atUtcMidnight(month)}
      onMonthChange={(day) => onMonthChange(fromUtcMidnight(day))}
      classNames={{
        ...classNames,
        range_start: `rounded-l-md bg-selected ${filled}`,
        range_end: `rounded-r-md bg-selected ${filled}`,
        range_middle: 'bg-selected',
      }}
      onSelect={(range) =>
        onValueChange({
          from: range?.from ? fromUtcMidnight(range.from) : null,
          to: range?.to ? fromUtcMidnight(range.to) : null,
        })
      }
    />
  );
}

function startOf({ today, min, max }: CalendarProps): Date {
  if (max && max < today) return atUtcMidnight(max);
  return atUtcMidnight(min && min > today ? min : today);
}

function common({ today, min, max, weekStartsOn }: CalendarProps) {
  return {
    timeZone: 'UTC',
    today: atUtcMidnight(today),
    weekStartsOn: weekStartsOn ?? firstWeekday(navigator.language),
    showOutsideDays: true,
    disabled: [
      ...(min ? [{ before: atUtcMidnight(min) }] : []),
      ...(max ? [{ after: atUtcMidnight(max) }] : []),
    ],
    startMonth: min ? atUtcMidnight(min) : undefined,
    endMonth: max ? atUtcMidnight(max) : undefined,
    components,
    labels,
  };
}

const longDate = new Intl.DateTimeFormat('en-US', { dateStyle: 'full', timeZone: 'UTC' });

// The usual words say “15th”, which is not what stands on the button.
const labels: Partial<Labels> = {
  labelDayButton: (day, { today }) => `${longDate.format(day)}${today ? ', today' : ''}`,
};

const components: Partial<CustomComponents> = {
  Chevron: ({ orientation }) =>
    orientation === 'left' ? (
      <ChevronLeft aria-hidden="true" className="size-4" />
    ) : (
      <ChevronRight aria-hidden="true" className="size-4" />
    ),
};

const turn =
  'grid size-8 place-items-center rounded-md text-ink-soft transition-colors duration-fast hover:bg-hover hover:text-ink aria-disabled:opacity-40 pointer-coarse:size-11';

const filled =
  '[&>button]:bg-accent-fill [&>button]:text-accent-ink! [&>button]:hover:bg-accent-fill-hover';

const classNames: Partial<ClassNames> = {
  root: 'w-fit select-none',
  months: 'relative flex flex-col gap-5 sm:flex-row',
  nav: 'absolute inset-x-0 top-0 flex justify-between',
  button_previous: turn,
  button_next: turn,
  month_caption: 'flex h-8 items-center justify-center font-medium pointer-coarse:h-11',
  month_grid: 'mt-1 border-collapse',
  weekday: 'h-8 font-normal text-ink-faint text-xs',
  day: 'p-0 py-px',
  day_button:
    'grid size-9 place-items-center rounded-md transition-colors duration-fast hover:bg-hover focus-visible:outline-offset-0 pointer-coarse:size-11',
  today: '[&>button]:font-semibold [&>button]:text-accent',
  outside: '[&>button]:text-ink-faint',
  disabled: '[&>button]:pointer-events-none [&>button]:opacity-40',
};

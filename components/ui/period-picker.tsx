'use client';

import { ChevronDown } from 'lucide-react';
import { useState } from 'react';
import { cn } from '#lib/cn';
import type { CivilDate } from '#lib/dates/civil-date';
import { describePeriod, type Period } from '#lib/dates/periods';
import type { CalendarProps } from './calendar.tsx';
import { codeAhead } from './on-demand.tsx';
import { Popover, PopoverContent, PopoverTrigger } from './popover.tsx';
import { quietStyles } from './select.tsx';

const usePanel = codeAhead(() => import('./period-panel.tsx').then((file) => file.PeriodPanel));

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
  const Panel = usePanel({ isNear: false, isOpen: open });
  return (
    // In one piece: the focus goes to the first of what is in it.
    <Popover open={open && Panel !== null} onOpenChange={setOpen}>
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
        {Panel ? (
          <Panel
            value={value}
            today={today}
            weekStartsOn={weekStartsOn}
            onName={(period) => {
              setOpen(false);
              onValueChange(period);
            }}
            onChoose={onValueChange}
          />
        ) : null}
      </PopoverContent>
    </Popover>
  );
}

'use client';

import { CalendarDays } from 'lucide-react';
import { type ComponentProps, useRef, useState } from 'react';
import { type CivilDate, formatCivilDate } from '#lib/dates/civil-date';
import { readDate } from '#lib/dates/read-date';
import { IconButton } from './button.tsx';
import type { CalendarProps } from './calendar.tsx';
import { Field, type FieldProps } from './field.tsx';
import { Input } from './input.tsx';
import { LazyCalendar } from './lazy-calendar.tsx';
import { Popover, PopoverContent, PopoverTrigger } from './popover.tsx';
import { useTypedValue } from './use-typed-value.ts';

/**
 * A date, `YYYY-MM-DD`; null while there is none. Typed as people write dates (`11/21`, `Nov 21`,
 * `yesterday`), or chosen from a calendar, which the arrow down also opens.
 *
 *     <DateField label="Date" value={date} onValueChange={setDate} today={today} max={today} />
 *
 * With a `name` the date is sent with the form around it.
 */
export function DateField({
  value,
  onValueChange,
  today,
  min,
  max,
  weekStartsOn,
  name,
  required,
  disabled,
  typedOnly = false,
  error,
  ...field
}: Omit<FieldProps, 'children'> &
  CalendarProps & {
    value: CivilDate | null;
    onValueChange: (value: CivilDate | null) => void;
    name?: string;
    required?: boolean;
    disabled?: boolean;
    /** Without a calendar: one stands there already. */
    typedOnly?: boolean;
  }) {
  const calendar = { today, min, max, weekStartsOn };
  const { typed, problem, forget, input } = useTypedValue<CivilDate | null>({
    value,
    format: (date) => (date === null ? '' : toText(date)),
    read: (text) => {
      if (text.trim() === '') return required ? { problem: 'Enter a date.' } : { value: null };
      return check(readDate(text, today), text, calendar);
    },
    onValueChange,
  });
  return (
    <Field {...field} error={problem ?? error}>
      <DateInput
        {...input}
        required={required}
        disabled={disabled}
        // What cannot be read is not there: the date before it is not what one sees.
        sent={name ? { name, value: typed === null ? (value ?? '') : '' } : undefined}
        typedOnly={typedOnly}
        calendar={{ ...calendar, value }}
        onChoose={(date) => {
          forget();
          onValueChange(date);
        }}
      />
    </Field>
  );
}

function DateInput({
  calendar,
  sent,
  typedOnly,
  onChoose,
  ...props
}: ComponentProps<'input'> & {
  calendar: CalendarProps & { value: CivilDate | null };
  /** What a form around it sends. */
  sent?: { name: string; value: string };
  typedOnly: boolean;
  onChoose: (date: CivilDate) => void;
}) {
  const [open, setOpen] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  return (
    <div className="relative">
      <Input
        {...props}
        ref={input}
        autoComplete="off"
        placeholder="MM/DD/YYYY"
        className={typedOnly ? undefined : 'pr-10 pointer-coarse:pr-12'}
        onKeyDown={(event) => {
          if (event.key === 'ArrowDown' && !typedOnly) {
            event.preventDefault();
            setOpen(true);
          } else props.onKeyDown?.(event);
        }}
      />
      {sent ? <input type="hidden" {...sent} /> : null}
      {typedOnly ? null : (
        <CalendarButton
          calendar={calendar}
          open={open}
          onOpenChange={setOpen}
          disabled={props.disabled}
          onChoose={onChoose}
          onClosed={() => input.current?.focus()}
        />
      )}
    </div>
  );
}

function CalendarButton({
  calendar,
  open,
  onOpenChange,
  disabled,
  onChoose,
  onClosed,
}: {
  calendar: CalendarProps & { value: CivilDate | null };
  open: boolean;
  onOpenChange: (open: boolean) => void;
  disabled?: boolean;
  onChoose: (date: CivilDate) => void;
  /** Where the focus goes then. */
  onClosed: () => void;
}) {
  return (
    <Popover open={open} onOpenChange={onOpenChange}>
      <PopoverTrigger asChild>
        <IconButton
          label="Open the calendar"
          size="sm"
          disabled={disabled}
          className="absolute top-1/2 right-1 -translate-y-1/2"
        >
          <CalendarDays />
        </IconButton>
      </PopoverTrigger>
      <PopoverContent
        align="end"
        alignOffset={-5}
        sideOffset={8}
        aria-label="Calendar"
        className="w-auto p-3"
        // The calendar takes the focus once it is there.
        onOpenAutoFocus={(event) => event.preventDefault()}
        onCloseAutoFocus={(event) => {
          event.preventDefault();
          onClosed();
        }}
      >
        <LazyCalendar
          {...calendar}
          onValueChange={(date) => {
            onOpenChange(false);
            onChoose(date);
          }}
        />
      </PopoverContent>
    </Popover>
  );
}

/** The year always stands there: what one typed without it is seen to be meant. */
function toText(date: CivilDate): string {
  return formatCivilDate(date, '0001-01-01', 'short');
}

function check(date: CivilDate | null, text: string, { min, max }: CalendarProps) {
  if (date === null) {
    return { problem: `“${text.trim()}” is not a date. Write it as 11/21/2026 or Nov 21.` };
  }
  if (min && date < min) return { problem: `Choose ${toText(min)} or later.` };
  if (max && date > max) return { problem: `Choose ${toText(max)} or earlier.` };
  return { value: date };
}

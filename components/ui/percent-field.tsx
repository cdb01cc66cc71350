'use client';

import { Field, type FieldProps } from './field.tsx';
import { Input } from './input.tsx';
import { useTypedValue } from './use-typed-value.ts';

const whole = 10_000;

/**
 * A share of a whole, in hundredths of a percent; null while there is none. Reads when one leaves it or
 * presses Enter.
 *
 *     <PercentField label="Share" hundredths={share} onHundredthsChange={setShare} />
 */
export function PercentField({
  hundredths,
  onHundredthsChange,
  error,
  ...field
}: Omit<FieldProps, 'children'> & {
  hundredths: number | null;
  onHundredthsChange: (hundredths: number | null) => void;
}) {
  const { problem, input } = useTypedValue<number | null>({
    value: hundredths,
    format: (value) => (value === null ? '' : String(value / 100)),
    read: readPercent,
    onValueChange: onHundredthsChange,
  });
  return (
    <Field {...field} error={problem ?? error}>
      <PercentInput {...input} />
    </Field>
  );
}

function readPercent(text: string): { value: number | null } | { problem: string } {
  const digits = text.replace('%', '').replace(',', '.').trim();
  if (digits === '') return { value: null };
  if (!/^\d{1,3}(\.\d{1,2})?$/.test(digits)) return { problem: 'Write it as 33 or 33.33.' };
  const hundredths = Math.round(Number(digits) * 100);
  if (hundredths > whole) return { problem: 'There are no more than 100 %.' };
  return { value: hundredths };
}

function PercentInput(props: React.ComponentProps<'input'>) {
  return (
    <div className="relative">
      <Input {...props} autoComplete="off" inputMode="decimal" className="pr-8 text-right" />
      <span
        aria-hidden="true"
        className="pointer-events-none absolute inset-y-0 right-3 flex items-center text-ink-faint pointer-coarse:text-md"
      >
        %
      </span>
    </div>
  );
}

'use client';

import type { ReactNode } from 'react';
import { formatAmount } from '#lib/money/format-amount';
import { readAmount } from '#lib/money/read-amount';
import { Field, type FieldProps } from './field.tsx';
import { Input } from './input.tsx';
import { useTypedValue } from './use-typed-value.ts';

/**
 * An amount, in minor units of its currency; null while there is none. Takes sums (`12.50+3*2`) and
 * shows what they come to; reads when one leaves it or presses Enter.
 *
 *     <MoneyField label="Amount" currency="USD" minor={minor} onMinorChange={setMinor} />
 *
 * With a `name` the minor units are sent with the form around it.
 */
export function MoneyField({
  minor,
  currency,
  onMinorChange,
  allowNegative = false,
  name,
  required,
  disabled,
  autoFocus,
  error,
  hint,
  ...field
}: Omit<FieldProps, 'children'> & {
  minor: number | null;
  currency: string;
  onMinorChange: (minor: number | null) => void;
  /** Our sign: negative is money out. Without it the field asks for a size alone. */
  allowNegative?: boolean;
  name?: string;
  required?: boolean;
  disabled?: boolean;
  autoFocus?: boolean;
}) {
  const read = (text: string) => {
    if (text.trim() === '') return required ? { problem: 'Enter an amount.' } : { value: null };
    const reading = readAmount(text, currency);
    if ('problem' in reading) return reading;
    if (reading.minor < 0 && !allowNegative) return { problem: 'Enter it without a minus sign.' };
    return { value: reading.minor };
  };
  const { typed, problem, input } = useTypedValue<number | null>({
    value: minor,
    format: (value) => (value === null ? '' : toText(value, currency)),
    read,
    onValueChange: onMinorChange,
  });
  return (
    <Field {...field} error={problem ?? error} hint={describeSum(typed, currency) ?? hint}>
      <MoneyInput
        {...input}
        symbol={symbolOf(currency)}
        required={required}
        disabled={disabled}
        autoFocus={autoFocus}
        placeholder={toText(0, currency)}
        // What cannot be read is not there: the amount before it is not what one sees.
        sent={name ? { name, value: typed === null ? (minor ?? '') : '' } : undefined}
      />
    </Field>
  );
}

function MoneyInput({
  symbol,
  sent,
  ...props
}: React.ComponentProps<'input'> & {
  symbol: ReactNode;
  /** What a form around it sends. */
  sent?: { name: string; value: number | '' };
}) {
  return (
    <div className="relative">
      <span
        aria-hidden="true"
        className="pointer-events-none absolute inset-y-0 left-3 flex items-center text-ink-faint pointer-coarse:text-md"
      >
        {symbol}
      </span>
      <Input {...props} autoComplete="off" inputMode="decimal" className="pl-14 text-right" />
      {sent ? <input type="hidden" {...sent} /> : null}
    </div>
  );
}

/** "= $18.50", while a sum is being typed. */
function describeSum(typed: string | null, currency: string): string | undefined {
  const reading = typed === null ? null : readAmount(typed, currency);
  if (!reading || 'problem' in reading || !reading.isSum) return undefined;
  return `= ${formatAmount(reading.minor, currency).text}`;
}

/** As it is printed, without the currency: that stands before the field. */
function toText(minor: number, currency: string): string {
  const { sign, integer, fraction } = formatAmount(minor, currency);
  return `${sign}${integer}${fraction}`;
}

function symbolOf(currency: string): string {
  const { prefix, suffix } = formatAmount(0, currency);
  return (prefix || suffix).trim();
}

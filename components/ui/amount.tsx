'use client';

import { cn } from '#lib/cn';
import { type AmountOptions, formatAmount } from '#lib/money/format-amount';
import { VisuallyHidden } from './visually-hidden.tsx';

export type AmountProps = AmountOptions & {
  /** Positive is money in. Null is unknown. */
  minor: number | null;
  currency: string | null;
  /**
   * `money-in` sets a positive amount green with a plus, for lists where in and out stand mixed.
   * `soft` is for figures that do not count yet. Negative amounts are never coloured.
   */
  tone?: 'plain' | 'money-in' | 'soft' | 'danger';
  /** `headline` sets symbol and cents small beside a large figure; the size comes from className. */
  display?: 'inline' | 'headline';
  className?: string;
};

/** A sum of money, set so that its decimal point stands under the others in the column. */
export function Amount({
  minor,
  currency,
  tone = 'plain',
  display = 'inline',
  sign = 'auto',
  className,
  ...options
}: AmountProps) {
  const isMoneyIn = tone === 'money-in' && minor !== null && minor > 0;
  const parts = formatAmount(minor, currency, {
    ...options,
    // Never colour alone: what is green also has a plus.
    sign: isMoneyIn && sign === 'auto' ? 'always' : sign,
  });
  const headline = display === 'headline';
  const ink = inkOf({ tone, minor });
  return (
    <span
      data-amount={headline ? 'start' : 'end'}
      className={cn('whitespace-nowrap', ink.whole, className)}
    >
      <span aria-hidden="true">
        {headline && parts.sign ? <span className="mr-[.08em]">{parts.sign}</span> : parts.sign}
        <span
          className={cn(
            headline && 'mr-[.06em] align-[.5em] text-(length:--part-size,.5em)',
            ink.part,
          )}
        >
          {parts.prefix}
        </span>
        {parts.integer}
        <span className={cn(headline && 'text-(length:--part-size,.5em)', ink.part)}>
          {parts.fraction}
          {parts.suffix}
        </span>
      </span>
      <VisuallyHidden>{parts.spoken}</VisuallyHidden>
    </span>
  );
}

/** Cents and symbol recede by colour only where the text itself is ink: tints keep their contrast. */
function inkOf({ tone, minor }: { tone: NonNullable<AmountProps['tone']>; minor: number | null }) {
  if (minor === null || tone === 'soft') return { whole: 'text-ink-faint', part: '' };
  if (tone === 'danger') return { whole: 'text-danger', part: '' };
  if (tone === 'money-in' && minor > 0) return { whole: 'text-positive', part: '' };
  return { whole: '', part: 'text-ink-faint' };
}

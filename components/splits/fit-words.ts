import { formatAmount } from '#lib/money/format-amount';
import type { SplitDto } from '#lib/splits/contract';
import type { FitWay } from '#lib/splits/fit-parts';

/** What a button says that settles a split in this way. */
export function fitWords({ parts }: Pick<SplitDto, 'parts'>, way: FitWay): string {
  if (way === 'scaled') return 'Share it out';
  if (way === 'own') return 'A part of its own';
  const [largest] = parts.toSorted((a, b) => Math.abs(b.minor) - Math.abs(a.minor));
  return `Put it on ${largest?.category?.name ?? 'the largest'}`;
}

/** What the bank's change left: "$4.00 of it are not assigned to a part". */
export function leftWords({ leftMinor, amount }: Pick<SplitDto, 'leftMinor' | 'amount'>): string {
  const { text } = formatAmount(leftMinor, amount.currency, { sign: 'none' });
  const isTooMuch = leftMinor !== 0 && leftMinor < 0 !== amount.minor < 0;
  return isTooMuch
    ? `Its parts come to ${text} too much`
    : `${text} of it are not assigned to a part`;
}

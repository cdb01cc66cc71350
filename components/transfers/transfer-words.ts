import { daysApart } from '#lib/dates/days-apart';
import type { TransferDto, TransferEndDto, TransferReason } from '#lib/transfers/contract';
import { unseenEnd } from '#lib/transfers/unseen-end';

const words: Record<TransferReason, string> = {
  same_amount: 'same amount',
  exchanged: 'two currencies',
  both_called: 'both banks call it a transfer',
  one_called: 'one bank calls it a transfer',
  names_account: 'one names the other account',
  only_candidate: 'nothing else fits',
  one_of_several: 'others fit as well',
  expected: 'you said where it goes',
  by_hand: 'paired by hand',
  changed: 'the bank changed it since you said so',
};

/** "Same amount, 2 days apart, both banks call it a transfer, nothing else fits" */
export function describeReasons({ reasons, days, out, in: into }: TransferDto): string {
  const [first, ...rest] = reasons.map((reason) => words[reason]);
  const apart = out && into ? [daysApart(days)] : [];
  const text = [...(first ? [first] : []), ...apart, ...rest].join(', ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

export const isSeen = (end: TransferDto['out']): end is TransferEndDto =>
  end !== null && end !== unseenEnd;

/** Where an end lies, in words. */
export function placeOf(
  end: TransferDto['out'],
  { towards }: Pick<TransferDto, 'towards'>,
): string {
  if (isSeen(end)) return end.account.name;
  if (end === unseenEnd) return 'an account that is not shared with you';
  return towards?.name ?? 'an account that is not here';
}

/** "Checking → Savings" */
export function nameTransfer(transfer: TransferDto): string {
  return `${placeOf(transfer.out, transfer)} → ${placeOf(transfer.in, transfer)}`;
}

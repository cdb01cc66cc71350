import { Amount } from '#components/ui/amount';
import type { Gain } from '#lib/investments/contract';

/** What was gained of what is known to have cost something, and of how much that is not known. */
export function GainNote({ gain, currency }: { gain: Gain | null; currency: string }) {
  if (!gain) return 'What it cost is not known, nor what it gained.';
  const { gainMinor, costMinor, unknownMinor } = gain;
  return (
    <span data-amount="start">
      <Amount minor={gainMinor} currency={currency} sign="always" /> on a cost of{' '}
      <Amount minor={costMinor} currency={currency} />
      {unknownMinor === 0 ? null : (
        <>
          ; the cost of <Amount minor={unknownMinor} currency={currency} /> is not known
        </>
      )}
    </span>
  );
}

import 'server-only';
import type { FactKind } from './fact-kinds.ts';

/** From which score on Plaid calls a match what (reference of /identity/match); below the last it is none. */
const meanings: Record<FactKind, { steps: readonly [number, string][]; below: string }> = {
  names: {
    steps: [
      [100, 'Same'],
      [85, 'Strong match'],
      [70, 'Partial match'],
    ],
    below: 'No match',
  },
  addresses: {
    steps: [
      [100, 'Same'],
      [90, 'Strong match'],
      [70, 'Partial match'],
    ],
    below: 'Weak match',
  },
  phones: {
    steps: [
      [100, 'Same'],
      [70, 'Partial match'],
    ],
    below: 'No match',
  },
  emails: {
    steps: [
      [100, 'Same'],
      [70, 'Partial match'],
    ],
    below: 'No match',
  },
};

/** What a score of Plaid's says; null is said of what either side does not have. */
export function judgeScore(kind: FactKind, score: number | null): string {
  if (score === null) return 'Not known';
  const { steps, below } = meanings[kind];
  return steps.find(([from]) => score >= from)?.[1] ?? below;
}

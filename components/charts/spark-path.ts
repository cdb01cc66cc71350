import type { DayValues } from '#lib/balances/contract';

/**
 * SVG path data in a square of 100, with a break at each gap; null where there are not two days to draw. Without
 * d3: it is drawn in the browser, too, where a list follows what changes.
 */
export function sparkPath(values: DayValues): string | null {
  const known = values.filter((each) => each !== null);
  if (known.length < 2) return null;
  const low = known.reduce((least, each) => Math.min(least, each));
  const span = known.reduce((most, each) => Math.max(most, each)) - low;
  const heightOf = (minor: number) => (span === 0 ? 50 : 100 - ((minor - low) / span) * 100);
  let isOpen = false;
  const steps = values.flatMap((minor, index) => {
    const begins = !isOpen;
    isOpen = minor !== null;
    if (minor === null) return [];
    const x = Math.round((index / (values.length - 1)) * 1_000) / 10;
    return `${begins ? 'M' : 'L'}${x},${Math.round(heightOf(minor) * 10) / 10}`;
  });
  return steps.join('');
}

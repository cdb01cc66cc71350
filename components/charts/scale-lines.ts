import { scaleLinear } from 'd3-scale';
import { area, curveStepAfter, line } from 'd3-shape';
import type { DayValues } from '#lib/balances/contract';
import { currencyExponent } from '#lib/money/currency';

/** Where things stand in a chart, in hundredths of its width and height, from the top left. */
export type ScaledLines = {
  /** For each line, SVG path data with a break at each gap. */
  paths: string[];
  /** The ground under the first line, down to zero or to the chart's foot. */
  ground: string;
  /** For each line, the height of each day; null in a gap. */
  heights: (number | null)[][];
  ticks: { minor: number; y: number }[];
  /** Where zero is, when it is in sight. */
  zero: number | null;
};

const tickCount = 4;
/** A smallest value below this part of the greatest brings zero into sight. */
const nearZero = 0.6;
/** Of the height, so that no line lies on the chart's foot. */
const margin = 0.15;

/**
 * One line per series of days, all on one scale that ends in round amounts. In steps, because a balance stays until the
 * day on which it changes: a slope would show days that never were.
 */
export function scaleLines(lines: readonly DayValues[], currency: string): ScaledLines {
  const unit = 10 ** currencyExponent(currency);
  const y = scaleLinear()
    .domain(
      findDomain(
        lines.flat().filter((each) => each !== null),
        unit,
      ),
    )
    .nice(tickCount)
    .range([100, 0]);
  const [low = 0, high = 0] = y.domain();
  const heightOf = (minor: number | null) => (minor === null ? null : y(minor / unit));
  const heights = lines.map((values) => values.map(heightOf));
  const zero = low <= 0 && high >= 0 ? y(0) : null;
  const draw = line<number | null>()
    .defined((height) => height !== null)
    .curve(curveStepAfter)
    .x((_, index) => positionOf(index, lines[0]?.length ?? 0))
    .y((height) => height ?? 0)
    .digits(2);
  const fill = area<number | null>()
    .defined((height) => height !== null)
    .curve(curveStepAfter)
    .x((_, index) => positionOf(index, lines[0]?.length ?? 0))
    .y0(zero ?? 100)
    .y1((height) => height ?? 0)
    .digits(2);
  return {
    paths: heights.map((each) => draw(each) ?? ''),
    ground: fill(heights[0] ?? []) ?? '',
    heights,
    ticks: y.ticks(tickCount).map((tick) => ({ minor: Math.round(tick * unit), y: y(tick) })),
    zero,
  };
}

/** Where a day stands between left and right; the only one stands in the middle. */
export function positionOf(index: number, count: number): number {
  return count > 1 ? (index / (count - 1)) * 100 : 50;
}

function findDomain(minor: number[], unit: number): [number, number] {
  if (minor.length === 0) return [0, 1];
  const low = minor.reduce((least, each) => Math.min(least, each)) / unit;
  const high = minor.reduce((most, each) => Math.max(most, each)) / unit;
  if (low === high) return low === 0 ? [-1, 1] : [Math.min(0, low * 1.5), Math.max(0, low * 1.5)];
  if (low > 0 && low < high * nearZero) return [0, high];
  if (high < 0 && high > low * nearZero) return [low, 0];
  const space = (high - low) * margin;
  return [low - (low > 0 ? space : 0), high + (high < 0 ? space : 0)];
}

import { scaleLinear } from 'd3-scale';
import { currencyExponent } from '#lib/money/currency';

type Bar = { x: number; y: number; width: number; height: number };

/** Where bars stand in a chart, in hundredths of its width and height, from the top left. */
export type ScaledBars = {
  /** For each series, a bar for each of its values that is not zero. */
  bars: Bar[][];
  /** For the figures that are drawn as marks across the bars, their heights. */
  marks: number[];
  ticks: { minor: number; y: number }[];
};

const tickCount = 4;
/** Of the room that a column has; and the most, where there are few. */
const share = 0.5;
const widest = 4;

/**
 * Bars from zero, up for what is above it, on one scale that ends in round amounts. Series share their columns: one
 * of them stands below zero, or there is only one.
 */
export function scaleBars(
  series: readonly (readonly number[])[],
  marks: readonly number[],
  currency: string,
): ScaledBars {
  const unit = 10 ** currencyExponent(currency);
  const all = [...series.flat(), ...marks].map((minor) => minor / unit);
  const low = all.reduce((least, each) => Math.min(least, each), 0);
  const high = all.reduce((most, each) => Math.max(most, each), 0);
  const y = scaleLinear()
    .domain(low === high ? [0, 1] : [low, high])
    .nice(tickCount)
    .range([100, 0]);
  const zero = y(0);
  const count = Math.max(0, ...series.map((values) => values.length));
  const width = Math.min((100 / count) * share, widest);
  const toBar = (minor: number, index: number): Bar[] => {
    const end = y(minor / unit);
    if (minor === 0) return [];
    const x = middleOf(index, count) - width / 2;
    return [{ x, y: Math.min(zero, end), width, height: Math.abs(end - zero) }];
  };
  return {
    bars: series.map((values) => values.flatMap(toBar)),
    marks: marks.map((minor) => y(minor / unit)),
    ticks: y.ticks(tickCount).map((tick) => ({ minor: Math.round(tick * unit), y: y(tick) })),
  };
}

/** The middle of a column. */
export function middleOf(index: number, count: number): number {
  return ((index + 0.5) / count) * 100;
}

import 'server-only';
import type { RhythmDto } from './contract.ts';

/** A webhook and the sync it wakes, or the pages of one delivery, are one refresh. */
const burstMs = 30 * 60_000;
/** Fewer say nothing about what is usual. */
const fewestGaps = 3;
const fewestLags = 5;

/**
 * What is usual for a connection, from its own past alone. Pure.
 *
 * @param times  when it brought something, in any order
 * @param lags   days from each row's date to the day it came
 */
export function findRhythm(times: readonly Date[], lags: readonly number[]): RhythmDto {
  const starts = startsOfBursts(times);
  const gaps = starts.slice(1).map((at, index) => at - (starts[index] ?? at));
  const last = starts.at(-1);
  const usualGapMs = gaps.length < fewestGaps ? null : median(gaps);
  const toIso = (ms: number) => new Date(ms).toISOString();
  return {
    lastAt: last === undefined ? null : toIso(last),
    usualGapMs,
    nextAt: last === undefined || usualGapMs === null ? null : toIso(last + usualGapMs),
    usualLagDays: lags.length < fewestLags ? null : Math.max(0, median(lags)),
  };
}

function startsOfBursts(times: readonly Date[]): number[] {
  const sorted = times.map((at) => at.getTime()).sort((a, b) => a - b);
  const starts: number[] = [];
  let previous = Number.NEGATIVE_INFINITY;
  for (const at of sorted) {
    if (at - previous > burstMs) starts.push(at);
    previous = at;
  }
  return starts;
}

/** The lower middle one: a value that was there, and no single weekend moves it. */
function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
}

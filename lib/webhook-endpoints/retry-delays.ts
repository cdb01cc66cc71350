import 'server-only';

const [second, minute, hour] = [1, 60, 3_600];

/** Seconds between tries, as the Standard Webhooks specification suggests: three days and three hours in all. */
const delays = [
  5 * second,
  5 * minute,
  30 * minute,
  2 * hour,
  5 * hour,
  10 * hour,
  14 * hour,
  20 * hour,
  24 * hour,
];
/** By so much a delay is longer or shorter, so that what failed together is not tried together. */
const jitter = 0.1;

/**
 * How long to wait after a try that failed; null: it was the last.
 *
 * @param attempts  how many there were
 * @param random  from 0 to 1
 */
export function retryDelayMs(attempts: number, random: number): number | null {
  const seconds = delays[attempts - 1];
  return seconds === undefined ? null : seconds * 1_000 * (1 + jitter * (2 * random - 1));
}

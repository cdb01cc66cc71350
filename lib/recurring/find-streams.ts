import 'server-only';
import { addDays, type CivilDate, epochDay } from '#lib/dates/civil-date';
import type { Cadence } from './contract.ts';

export type FoundRow = {
  id: string;
  date: CivilDate;
  amountMinor: number;
  /** What belongs together as far as its name goes, see payeeOf; null where it has no name. */
  payee: string | null;
};

export type FoundStream = { rowIds: string[]; cadence: Cadence; confidence: number };

type Rhythm = {
  cadence: Cadence;
  /** Days from one to the next. */
  least: number;
  most: number;
  /** The mean of those days, where two rhythms look alike otherwise. */
  meanBelow?: number;
  /** So many are no chance. */
  fewest: number;
  /** How far most amounts may be from the middle one, as parts of it. */
  low: number;
  high: number;
};

/** In this order: twice a month is told from every two weeks by the mean alone. */
const rhythms: readonly Rhythm[] = [
  { cadence: 'weekly', least: 5, most: 9, fewest: 4, low: 0.7, high: 1.3 },
  { cadence: 'biweekly', least: 11, most: 17, meanBelow: 14.5, fewest: 4, low: 0.7, high: 1.3 },
  { cadence: 'semi_monthly', least: 10, most: 20, fewest: 4, low: 0.7, high: 1.3 },
  { cadence: 'monthly', least: 24, most: 37, fewest: 3, low: 0.4, high: 2.5 },
  { cadence: 'quarterly', least: 80, most: 103, fewest: 3, low: 0.4, high: 2.5 },
  { cadence: 'yearly', least: 345, most: 385, fewest: 2, low: 0.75, high: 1.3 },
];

/** So much of the gaps, and of the amounts, must fit: one may be late, or missing. */
const steadyShare = 0.75;
/** Two sizes further apart than this are of two things bought at one place. */
const clusterStep = 1.25;
/** Of one payee; older ones say nothing more. */
const rowsLimit = 400;

/**
 * What comes again and again among rows: those of one payee that keep a rhythm, all of them or those of one
 * size. Pure; the order of the rows makes no difference.
 */
export function findStreams(rows: readonly FoundRow[], today: CivilDate): FoundStream[] {
  const sorted = rows
    .filter(({ payee }) => payee !== null)
    .sort((a, b) => a.date.localeCompare(b.date) || a.id.localeCompare(b.id));
  return [...Map.groupBy(sorted, ({ payee }) => payee).values()].flatMap((group) => {
    const latest = group.slice(-rowsLimit);
    const whole = toStream(latest, today);
    if (whole) return [whole];
    return splitBySize(latest).flatMap((cluster) => toStream(cluster, today) ?? []);
  });
}

function toStream(rows: readonly FoundRow[], today: CivilDate): FoundStream | null {
  const days = [...new Set(rows.map(({ date }) => epochDay(date)))];
  const gaps = days.slice(1).map((day, index) => day - (days[index] ?? day));
  const middle = median(gaps);
  const last = rows.at(-1)?.date;
  if (middle === null || last === undefined) return null;
  const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
  for (const rhythm of rhythms) {
    const { least, most, meanBelow, fewest, cadence } = rhythm;
    const isNear = middle >= least && middle <= most && (meanBelow ?? Infinity) > mean;
    if (!isNear || days.length < fewest) continue;
    // Two at one day now and then are one of each, and most of them at one day are no rhythm.
    if (days.length < rows.length * steadyShare) return null;
    // Long over: nobody needs to be asked.
    if (addDays(last, most * 3) < today) return null;
    const steady = gaps.filter((gap) => gap >= least && gap <= most).length / gaps.length;
    const same = shareNear(rows, rhythm);
    if (steady < steadyShare || same < steadyShare) continue;
    const confidence = Math.round(
      35 + Math.min(rows.length, 8) * 4 + steady * 15 + shareNear(rows, exactly) * 17,
    );
    return { rowIds: rows.map(({ id }) => id), cadence, confidence };
  }
  return null;
}

const exactly = { low: 0.97, high: 1.03 };

function shareNear(rows: readonly FoundRow[], { low, high }: { low: number; high: number }) {
  const sizes = rows.map(({ amountMinor }) => Math.abs(amountMinor));
  const middle = median(sizes) ?? 0;
  return (
    sizes.filter((size) => size >= middle * low && size <= middle * high).length / sizes.length
  );
}

function splitBySize(rows: readonly FoundRow[]): FoundRow[][] {
  const bySize = rows.toSorted((a, b) => Math.abs(a.amountMinor) - Math.abs(b.amountMinor));
  const clusters: FoundRow[][] = [];
  let before = 0;
  for (const row of bySize) {
    const size = Math.abs(row.amountMinor);
    if (clusters.length === 0 || size > before * clusterStep) clusters.push([]);
    clusters.at(-1)?.push(row);
    before = size;
  }
  if (clusters.length < 2) return [];
  return clusters.map((cluster) =>
    cluster.sort((a, b) => a.date.localeCompare(b.date) || a.id.localeCompare(b.id)),
  );
}

function median(values: readonly number[]): number | null {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? null;
}

/**
 * Under what rows are known as of one payee: the name without what changes from one to the next (numbers, the
 * rest of a long text), in one account, currency and direction.
 */
export function payeeOf(row: {
  accountId: string;
  currency: string;
  amountMinor: number;
  merchant: string;
}): string | null {
  const words = row.merchant
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/[^\p{L}]+/gu, ' ')
    .split(' ')
    .filter((word) => word.length > 1);
  const name = words.slice(0, nameWords).join(' ');
  if (name === '') return null;
  return [row.accountId, row.currency, row.amountMinor < 0 ? 'out' : 'in', name].join(' ');
}

const nameWords = 4;

import 'server-only';
import type { CivilDate } from '#lib/dates/civil-date';
import { civilDateSchema } from '#lib/dates/contract';
import type { DateOrder } from './contract.ts';

const months = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');

/** No day that means anything is longer; a time of day may follow it. */
const longest = 40;

/** A day as files write it, in a given order. A name of a month is one whatever the order. */
export function parseDate(text: string, order: DateOrder): CivilDate | null {
  const parts = readParts(text);
  if (!parts) return null;
  const [year, month, day] = parts.named ?? arrange(parts.numbers, order);
  const date = `${fullYear(year)}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return civilDateSchema.safeParse(date).success ? date : null;
}

/**
 * The order in which most of the days can be read; of two that read as many, the one that makes them
 * less spread out, because a statement is about some months.
 */
export function guessDateOrder(texts: readonly string[]): DateOrder {
  // A year of four digits is only ever read in its place.
  const orders: DateOrder[] = ['mdy', 'dmy', 'ymd'];
  const judged = orders.map((order) => {
    const days = texts.flatMap((text) => parseDate(text, order) ?? []);
    const distinct = new Set(days.map((day) => day.slice(0, 7))).size;
    return { order, read: days.length, distinct };
  });
  const [best] = judged.sort((a, b) => b.read - a.read || a.distinct - b.distinct);
  return best?.order ?? 'mdy';
}

type Parts = { numbers: [string, string, string]; named?: [string, string, string] };

function readParts(text: string): Parts | null {
  if (text.length > longest) return null;
  const [day = ''] = text
    .normalize('NFKC')
    .trim()
    .split(/[T\s](?=\d{1,2}:)/);
  const compact = /^(\d{4})(\d{2})(\d{2})$/.exec(day);
  if (compact) return { numbers: toThree(compact), named: toThree(compact) };
  const match = /^(\d{1,4})[-./\s](\d{1,2}|\p{L}{3,9})\.?[-./\s,]{1,2}(\d{1,4})\.?$/u.exec(day);
  if (match) return named(toThree(match), 1);
  const english = /^(\p{L}{3,9})\.?\s(\d{1,2}),?\s(\d{4})$/u.exec(day);
  return english ? named(toThree(english), 0) : null;
}

/** With its month as a number, and in its place where a word told it. */
function named(numbers: [string, string, string], wordAt: 0 | 1): Parts | null {
  const word = numbers[wordAt];
  if (/^\d+$/.test(word)) return { numbers };
  const month = String(months.indexOf(word.slice(0, 3).toLowerCase()) + 1);
  if (month === '0') return null;
  const [a, b, c] = numbers;
  if (wordAt === 0) return { numbers, named: [c, month, b] };
  return { numbers, named: a.length === 4 ? [a, month, c] : [c, month, a] };
}

function arrange([a, b, c]: [string, string, string], order: DateOrder): [string, string, string] {
  if (order === 'ymd') return [a, b, c];
  return order === 'dmy' ? [c, b, a] : [c, a, b];
}

function toThree(match: RegExpExecArray): [string, string, string] {
  return [match[1] ?? '', match[2] ?? '', match[3] ?? ''];
}

/** Two digits are of the years around 2000. */
function fullYear(year: string): string {
  if (year.length > 2) return year.padStart(4, '0');
  return `${Number(year) >= 70 ? '19' : '20'}${year.padStart(2, '0')}`;
}

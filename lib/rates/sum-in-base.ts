import 'server-only';
import { civilDateIn, epochDay } from '#lib/dates/civil-date';
import type { Money } from '#lib/money/contract';
import type { Viewer } from '#lib/privacy/viewer';
import type { ConvertedSum } from './contract.ts';
import { convert, describeRates, readBase, readRateBook } from './read-rates.ts';

/**
 * Amounts of several currencies in the household's, at the rates of today: rounded once, half to even.
 *
 * @returns null where all is in that currency already; no figure where a rate is missing, which is named
 */
export async function sumInBase(
  viewer: Viewer,
  parts: readonly Money[],
): Promise<ConvertedSum | null> {
  const { currency: to } = await readBase(viewer);
  const held = parts.filter(({ minor }) => minor !== 0);
  const currencies = [...new Set(held.map(({ currency }) => currency))];
  if (currencies.every((currency) => currency === to)) return null;
  const day = epochDay(civilDateIn('UTC', new Date()));
  const book = await readRateBook(viewer, { to, currencies, fromDay: day, toDay: day });
  const minor = convert(
    book,
    held.map((part) => ({ ...part, day })),
  );
  return { ...describeRates(book, currencies, day), minor };
}

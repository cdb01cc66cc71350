import 'server-only';
import type { Viewer } from '#lib/privacy/viewer';
import { convert, describeRates, readBase, readRateBook } from '#lib/rates/read-rates';
import type { ConvertedWorth, NetWorth } from './contract.ts';

/**
 * Totals of several currencies as one, at the rates of a day. What is owned, with what is on its way, and what is owed
 * are each rounded once, as for the last day of lib/net-worth; null where all is in the household's currency already.
 */
export async function convertTotals(
  viewer: Viewer,
  totals: readonly NetWorth[],
  day: number,
): Promise<ConvertedWorth | null> {
  const { currency: to } = await readBase(viewer);
  if (totals.every(({ currency }) => currency === to)) return null;
  const currencies = totals.map(({ currency }) => currency);
  const book = await readRateBook(viewer, { to, currencies, fromDay: day, toDay: day });
  const inAll = (of: (total: NetWorth) => number) =>
    convert(
      book,
      totals.map((total) => ({ currency: total.currency, minor: of(total), day })),
    );
  const assetsMinor = inAll((each) => each.assetsMinor);
  const debtsMinor = inAll((each) => each.debtsMinor);
  const owned = inAll((each) => each.assetsMinor + each.transitMinor);
  const held = totals.filter((each) => each.assetsMinor || each.debtsMinor || each.transitMinor);
  const rates = describeRates(
    book,
    held.map(({ currency }) => currency),
    day,
  );
  const isWhole = assetsMinor !== null && debtsMinor !== null && owned !== null;
  if (!isWhole) return { ...rates, assetsMinor: null, debtsMinor: null, netMinor: null };
  return { ...rates, assetsMinor, debtsMinor, netMinor: owned - debtsMinor };
}

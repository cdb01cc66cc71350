import 'server-only';
import { shareOut } from '#lib/money/share-out';
import type { Gain, Slice } from './contract.ts';

/** One holding, or the cash of an account that its bank lists as none. Amounts of one currency. */
export type Position = {
  accountId: string;
  /** Plaid's type of the security; null where it does not say. */
  type: string | null;
  sector: string | null;
  isCash: boolean;
  valueMinor: number;
  /** What all of it cost; null where the bank does not say. */
  costMinor: number | null;
};

type PortfolioSums = {
  valueMinor: number;
  cashMinor: number;
  /** Null where no cost is known. */
  gain: Gain | null;
  byType: Slice[];
  byAccount: Slice[];
  bySector: Slice[];
};

/** Cash as a part, whatever else its bank says of it. */
const cashKey = 'cash';

/** What positions come to, and what they are made of: each way of taking them apart comes to the same whole. */
export function sumPortfolio(positions: readonly Position[]): PortfolioSums {
  const kindOf = (own: string | null, { isCash }: Position) => (isCash ? cashKey : own);
  return {
    valueMinor: add(positions, (each) => each.valueMinor),
    cashMinor: add(positions, (each) => (each.isCash ? each.valueMinor : 0)),
    gain: sumGain(positions),
    byType: slice(positions, (each) => kindOf(each.type, each)),
    byAccount: slice(positions, (each) => each.accountId),
    bySector: slice(positions, (each) => kindOf(each.sector, each)),
  };
}

/** What a position gained; null where its cost is not known, and for cash, which costs what it is. */
export function gainOf({ isCash, valueMinor, costMinor }: GainFacts): number | null {
  return isCash || costMinor === null ? null : valueMinor - costMinor;
}

type GainFacts = Pick<Position, 'isCash' | 'valueMinor' | 'costMinor'>;

function sumGain(positions: readonly GainFacts[]): Gain | null {
  const invested = positions.filter(({ isCash }) => !isCash);
  const known = invested.filter(({ costMinor }) => costMinor !== null);
  if (known.length === 0) return null;
  return {
    gainMinor: add(known, (each) => gainOf(each) ?? 0),
    costMinor: add(known, (each) => each.costMinor ?? 0),
    unknownMinor: add(invested, (each) => (each.costMinor === null ? each.valueMinor : 0)),
  };
}

/** The largest first; what is not known last. */
function slice<Row extends Position>(
  positions: readonly Row[],
  keyOf: (row: Row) => string | null,
): Slice[] {
  const slices = [...Map.groupBy(positions, keyOf)]
    .map(([key, rows]) => ({ key, minor: add(rows, (each) => each.valueMinor) }))
    .sort((a, b) => Number(a.key === null) - Number(b.key === null) || b.minor - a.minor);
  const isWhole = slices.every(({ minor }) => minor >= 0) && slices.some(({ minor }) => minor > 0);
  const shares = isWhole
    ? shareOut(
        1_000n,
        slices.map(({ minor }) => BigInt(minor)),
      )
    : [];
  return slices.map((each, index) => ({
    ...each,
    permille: isWhole ? Number(shares[index]) : null,
  }));
}

function add<Row>(rows: readonly Row[], of: (row: Row) => number): number {
  return rows.reduce((sum, row) => sum + of(row), 0);
}

import 'server-only';
import { currencyExponent } from '#lib/money/currency';
import { divideHalfEven, readDecimal } from '#lib/money/minor';
import type { ActivityKind } from './contract.ts';

/** Plaid's type and subtype, as plaid.com/docs/api/accounts/#investment-transaction-types-schema pairs them. */
export type PlaidKind = { type: string; subtype: string | null };

const bySubtype: Record<string, ActivityKind> = {
  dividend: 'dividend',
  'qualified dividend': 'dividend',
  'non-qualified dividend': 'dividend',
  'stock distribution': 'dividend',
  'long-term capital gain': 'dividend',
  'short-term capital gain': 'dividend',
  'unqualified gain': 'dividend',
  interest: 'interest',
  'interest receivable': 'interest',
  'account fee': 'fee',
  'fund fee': 'fee',
  'legal fee': 'fee',
  'management fee': 'fee',
  'margin expense': 'fee',
  'miscellaneous fee': 'fee',
  'transfer fee': 'fee',
  'trust fee': 'fee',
  tax: 'tax',
  'tax withheld': 'tax',
  'non-resident tax': 'tax',
  contribution: 'contribution',
  deposit: 'contribution',
  withdrawal: 'withdrawal',
  distribution: 'withdrawal',
  transfer: 'transfer',
  send: 'transfer',
  request: 'transfer',
};

/** A subtype says more than its type, but for the two sides of a trade. */
export function activityKindOf({ type, subtype }: PlaidKind): ActivityKind {
  if (type === 'cancel') return 'other';
  const kind = bySubtype[subtype ?? ''];
  if (kind) return kind;
  if (type === 'buy' || type === 'sell' || type === 'fee') return type;
  return 'other';
}

export type ActivityFacts = PlaidKind & {
  /** Our sign: positive = cash in. */
  amountMinor: bigint;
  /** Plain decimals; positive for units that come in. */
  quantity: string;
  price: string;
  currency: string;
};

/**
 * What came into an account from outside it, or left it, in minor units: no return, whatever it does to the value. What
 * the account earns and pays inside of itself (trades, dividends, interest, fees, taxes) is none.
 *
 * @returns null where units came or went and nothing says what they were worth
 */
export function flowOf(row: ActivityFacts): bigint | null {
  const kind = activityKindOf(row);
  if (kind === 'transfer') return moveOf(row);
  if (kind !== 'contribution' && kind !== 'withdrawal') return 0n;
  // A contribution that bought units at once is told as the purchase: cash out, though money came in.
  if (row.type === 'buy' || row.type === 'sell') {
    const size = abs(row.amountMinor);
    return kind === 'contribution' ? size : -size;
  }
  return row.amountMinor;
}

/** Units that are moved in kind have no cash of a direction: their own says which way they went. */
function moveOf({ amountMinor, quantity, price, currency }: ActivityFacts): bigint | null {
  const units = readDecimal(quantity);
  if (units.digits === 0n) return amountMinor;
  const size = amountMinor === 0n ? worthOf(units, price, currency) : abs(amountMinor);
  if (size === 0n) return null;
  return units.digits > 0n ? size : -size;
}

function worthOf(
  units: { digits: bigint; scale: number },
  price: string,
  currency: string,
): bigint {
  const each = readDecimal(price);
  const exact = abs(units.digits * each.digits) * 10n ** BigInt(currencyExponent(currency));
  return divideHalfEven(exact, 10n ** BigInt(units.scale + each.scale));
}

function abs(value: bigint): bigint {
  return value < 0n ? -value : value;
}

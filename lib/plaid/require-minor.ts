import 'server-only';
import { toMinor } from '#lib/money/minor';
import { amountOutOfRange, ownError, PlaidError } from './plaid-error.ts';

/** @throws PlaidError: a row without its amount would make every sum wrong in silence */
export function requireMinor(amount: number, currency: string): number {
  try {
    return toMinor(amount, currency);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const message = `an amount in ${currency} is too large to be exact`;
    throw new PlaidError({ type: ownError, code: amountOutOfRange, message });
  }
}

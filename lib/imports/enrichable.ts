import 'server-only';
import { env } from '#lib/env';
import { unnamedCurrency } from '#lib/money/currency';

/** Plaid reads what banks of the United States and Canada write, of accounts and cards. */
const currencies: ReadonlySet<string> = new Set(['USD', 'CAD']);
const types = ['depository', 'credit'] as const;
export type EnrichableType = (typeof types)[number];

/** Whether people are offered to have Plaid asked about the transactions of an account. */
export function isEnrichable({ type, currency }: { type: string; currency: string | null }) {
  return (
    env().ENRICH_IMPORTS &&
    currencies.has(currency ?? unnamedCurrency) &&
    types.some((each) => each === type)
  );
}

import 'server-only';
import { EnrichTransactionDirection, PersonalFinanceCategoryVersion } from 'plaid';
import { z } from 'zod';
import type { CivilDate } from '#lib/dates/civil-date';
import { toDecimal } from '#lib/money/minor';
import { toSeenText } from '#lib/seen-text';
import { callPlaid } from './call.ts';
import { plaidApi } from './client.ts';
import { PlaidError } from './plaid-error.ts';

/** What one call takes. */
export const enrichLimit = 100;
const textLength = 500;

/** A transaction that no bank told us through Plaid. */
export type OwnTransaction = {
  date: CivilDate;
  /** Our sign: positive = money in. */
  amountMinor: number;
  currency: string;
  name: string;
};

export type Enrichment = {
  merchantName: string | null;
  merchantEntityId: string | null;
  logoUrl: string | null;
  paymentChannel: string | null;
  /** Only where Plaid is at least fairly sure. */
  pfcPrimary: string | null;
  pfcDetailed: string | null;
};

const enrichments = z.looseObject({
  merchant_name: z.string().nullish(),
  entity_id: z.string().nullish(),
  logo_url: z.string().nullish(),
  payment_channel: z.string().nullish(),
  personal_finance_category: z
    .looseObject({
      primary: z.string().nullish(),
      detailed: z.string().nullish(),
      confidence_level: z.string().nullish(),
    })
    .nullish(),
});

const answer = z.object({
  enriched_transactions: z
    .array(z.looseObject({ id: z.string(), enrichments: enrichments.nullish() }))
    .max(enrichLimit),
  request_id: z.string().optional(),
});

/**
 * What Plaid makes of transactions of one kind of account, each by its place; what it says nothing of is not
 * there. Our own ids stay here: a transaction is sent by its place among these.
 *
 * @param rows  at most `enrichLimit`
 * @throws PlaidError
 */
export async function enrichTransactions(
  accountType: 'depository' | 'credit',
  rows: readonly OwnTransaction[],
): Promise<Map<number, Enrichment>> {
  const { enriched_transactions: found } = await callPlaid(
    '/transactions/enrich',
    () =>
      plaidApi().transactionsEnrich({
        account_type: accountType,
        transactions: rows.map(({ name, amountMinor, currency, date }, at) => ({
          id: String(at),
          description: name.slice(0, textLength).toWellFormed(),
          amount: Number(toDecimal(BigInt(Math.abs(amountMinor)), currency)),
          direction:
            amountMinor > 0
              ? EnrichTransactionDirection.Inflow
              : EnrichTransactionDirection.Outflow,
          iso_currency_code: currency,
          date_posted: date,
        })),
        options: { personal_finance_category_version: PersonalFinanceCategoryVersion.V2 },
      }),
    answer,
  );
  return new Map(
    found.map(({ id, enrichments: given }) => [Number(id), toEnrichment(given ?? {})]),
  );
}

/** Whether Plaid says that this installation has not bought it, or may not use it. */
export function isRefusal(error: unknown): error is PlaidError {
  return error instanceof PlaidError && refusals.has(error.code);
}

const refusals: ReadonlySet<string> = new Set([
  'INVALID_PRODUCT',
  'PRODUCT_NOT_ENABLED',
  'PRODUCTS_NOT_SUPPORTED',
  'UNAUTHORIZED_ROUTE_ACCESS',
]);

/** Whether Plaid will say the same however often it is asked about these rows. */
export function isFinal(error: unknown): error is PlaidError {
  return error instanceof PlaidError && error.type === 'INVALID_REQUEST';
}

function toEnrichment(given: z.infer<typeof enrichments>): Enrichment {
  const category = given.personal_finance_category;
  const isSure = /^(VERY_HIGH|HIGH|MEDIUM)$/.test(category?.confidence_level ?? '');
  const name = toSeenText(given.merchant_name ?? '')
    .trim()
    .slice(0, textLength);
  return {
    merchantName: name.toWellFormed() || null,
    merchantEntityId: given.entity_id ?? null,
    logoUrl: given.logo_url ?? null,
    paymentChannel: given.payment_channel ?? null,
    pfcPrimary: (isSure && category?.primary) || null,
    pfcDetailed: (isSure && category?.detailed) || null,
  };
}

import type { Transaction } from 'plaid';
import { findPrimary } from '../bank/categories.ts';
import { enrich } from '../bank/enrich.ts';
import { deriveId } from '../ids.ts';
import type { Wire } from '../plaid/wire.ts';

/**
 * A transaction as it is stored and sent: every field present, null when the bank does not say. Two fields
 * Plaid fills for selected customers only are left out; original_description is kept beside it.
 */
export type StoredTransaction = Required<
  Omit<Wire<Transaction>, 'original_description' | 'merchant_category_code' | 'running_balance'>
>;

/** What is known of a transaction before it is enriched. */
export interface TransactionFacts {
  transactionId: string;
  accountId: string;
  /** Positive leaves the account. */
  amount: number;
  isoCurrencyCode: string | null;
  unofficialCurrencyCode: string | null;
  date: string;
  authorizedDate: string | null;
  description: string;
  pending: boolean;
  pendingTransactionId: string | null;
  /** Overrides of what the description suggests. */
  merchantName?: string | null | undefined;
  category?: string | undefined;
  checkNumber?: string | null | undefined;
}

export function composeTransaction(facts: TransactionFacts): StoredTransaction {
  const enriched = enrich(facts.description, facts.amount);
  const detailed = facts.category ?? enriched.category;
  const primary = findPrimary(detailed);
  const merchantName =
    facts.merchantName === undefined ? enriched.merchantName : facts.merchantName;
  const entityId = merchantName === null ? null : deriveId('merchant', merchantName.toLowerCase());
  return {
    account_id: facts.accountId,
    account_owner: null,
    amount: facts.amount,
    authorized_date: facts.authorizedDate,
    authorized_datetime: null,
    business_finance_category: null,
    category: null,
    category_id: null,
    check_number: facts.checkNumber ?? null,
    client_customization: null,
    counterparties:
      merchantName === null
        ? []
        : [
            {
              name: merchantName,
              type: enriched.counterpartyKind ?? 'merchant',
              website: enriched.website,
              logo_url: null,
              entity_id: entityId,
              confidence_level: enriched.confidence,
              account_numbers: null,
            },
          ],
    date: facts.date,
    datetime: null,
    iso_currency_code: facts.isoCurrencyCode,
    location: emptyLocation,
    logo_url: null,
    merchant_entity_id: entityId,
    merchant_name: merchantName,
    name: enriched.name,
    payment_channel: enriched.channel,
    payment_meta: emptyPaymentMeta,
    pending: facts.pending,
    pending_transaction_id: facts.pendingTransactionId,
    personal_finance_category: {
      primary,
      detailed,
      confidence_level: facts.category === undefined ? enriched.confidence : 'VERY_HIGH',
      version: 'v2',
    },
    personal_finance_category_icon_url: `https://plaid-category-icons.plaid.com/PFC_${primary}.png`,
    transaction_code: null,
    transaction_id: facts.transactionId,
    transaction_type: enriched.transactionType,
    unofficial_currency_code: facts.unofficialCurrencyCode,
    website: enriched.website,
  };
}

const emptyLocation: StoredTransaction['location'] = {
  address: null,
  city: null,
  region: null,
  postal_code: null,
  country: null,
  lat: null,
  lon: null,
  store_number: null,
};

const emptyPaymentMeta: StoredTransaction['payment_meta'] = {
  by_order_of: null,
  payee: null,
  payer: null,
  payment_method: null,
  payment_processor: null,
  ppd_id: null,
  reason: null,
  reference_number: null,
};

import type {
  ClientProvidedEnrichedTransaction,
  ClientProvidedTransaction,
  EnrichTransactionDirection,
  TransactionsEnrichRequest,
  TransactionsEnrichResponse,
} from 'plaid';
import { z } from 'zod';
import { toVersionOne } from '../../bank/categories.ts';
import { categoryVersion, date, filledText, flag, object, text } from '../../plaid/fields.ts';
import { defineOperation } from '../../plaid/operation.ts';
import type { Wire } from '../../plaid/wire.ts';
import { composeTransaction } from '../../transactions/transaction.ts';

const maxTransactions = 100;
const accountTypes = ['credit', 'depository'];

/** Reads the caller's own rows the way those of a bank are read. There is no Item. */
export const transactionsEnrich = defineOperation<
  TransactionsEnrichRequest,
  TransactionsEnrichResponse
>({
  path: '/transactions/enrich',
  request: {
    account_type: z.enum(accountTypes),
    transactions: object({
      id: filledText,
      user_id: text.optional(),
      client_user_id: text.optional(),
      client_account_id: text.optional(),
      account_type: text.optional(),
      account_subtype: text.optional(),
      description: filledText.max(500),
      amount: z.number().min(0),
      direction: z.enum(['INFLOW', 'OUTFLOW'] satisfies Wire<EnrichTransactionDirection>[]),
      iso_currency_code: filledText.length(3),
      location: object({
        country: text.optional(),
        region: text.optional(),
        city: text.optional(),
        address: text.optional(),
        postal_code: text.optional(),
      }).optional(),
      mcc: text.optional(),
      date_posted: date.optional(),
    })
      .array()
      .min(1)
      .max(maxTransactions),
    options: object({
      include_legacy_category: flag.optional(),
      personal_finance_category_version: categoryVersion.optional(),
    }).optional(),
  },
  handle: (call, { account_type, transactions, options }) => {
    const version = options?.personal_finance_category_version ?? 'v2';
    const today = call.sandbox.clock.today();
    return {
      enriched_transactions: transactions.map((transaction) => ({
        account_type,
        ...pickIdentity(transaction),
        enrichments: enrichOne(transaction, transaction.date_posted ?? today, version),
      })),
    };
  },
});

/** What comes back as it was sent; fields that were not sent stay out. */
function pickIdentity({
  location: _location,
  mcc: _mcc,
  date_posted: _posted,
  user_id: _user,
  ...rest
}: Wire<ClientProvidedTransaction>) {
  return rest;
}

function enrichOne(
  given: Wire<ClientProvidedTransaction>,
  postedOn: string,
  version: 'v1' | 'v2',
): Wire<ClientProvidedEnrichedTransaction>['enrichments'] {
  const row = composeTransaction({
    transactionId: given.id,
    accountId: '',
    amount: given.direction === 'INFLOW' ? -given.amount : given.amount,
    isoCurrencyCode: given.iso_currency_code,
    unofficialCurrencyCode: null,
    date: postedOn,
    authorizedDate: null,
    description: given.description,
    pending: false,
    pendingTransactionId: null,
  });
  const category = row.personal_finance_category;
  return {
    check_number: row.check_number,
    counterparties: row.counterparties.map((counterparty) => ({
      ...counterparty,
      phone_number: null,
    })),
    entity_id: row.merchant_entity_id,
    location: { ...row.location, ...given.location },
    logo_url: row.logo_url,
    merchant_name: row.merchant_name,
    payment_channel: row.payment_channel,
    phone_number: null,
    personal_finance_category:
      category && version === 'v1'
        ? { ...category, ...toVersionOne(category.detailed, row.amount), version }
        : category,
    personal_finance_category_icon_url: row.personal_finance_category_icon_url,
    website: row.website,
  };
}

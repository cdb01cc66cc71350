import 'server-only';
import { PersonalFinanceCategoryVersion } from 'plaid';
import { z } from 'zod';
import type { CivilDate } from '#lib/dates/civil-date';
import { civilDateSchema } from '#lib/dates/contract';
import { unnamedCurrency } from '#lib/money/currency';
import { accountSchema, type ProviderAccount, toProviderAccount } from './accounts.ts';
import { callPlaid } from './call.ts';
import { cleanText } from './clean-text.ts';
import { plaidApi } from './client.ts';
import { toRawJson } from './raw-json.ts';
import { requireMinor } from './require-minor.ts';

/** The largest page: fewer pages, fewer chances that the data moves between them. */
const pageSize = 500;

const transactionSchema = z.looseObject({
  transaction_id: z.string(),
  account_id: z.string(),
  pending: z.boolean(),
  pending_transaction_id: z.string().nullish(),
  amount: z.number(),
  iso_currency_code: z.string().nullish(),
  unofficial_currency_code: z.string().nullish(),
  date: civilDateSchema,
  authorized_date: civilDateSchema.nullish(),
  name: z.string().nullish(),
  original_description: z.string().nullish(),
  merchant_name: z.string().nullish(),
  merchant_entity_id: z.string().nullish(),
  logo_url: z.string().nullish(),
  payment_channel: z.string().nullish(),
  counterparties: z.array(z.looseObject({ name: z.string().nullish() })).nullish(),
  personal_finance_category: z
    .looseObject({ primary: z.string().nullish(), detailed: z.string().nullish() })
    .nullish(),
});

const answer = z.object({
  transactions_update_status: z.string().optional(),
  accounts: z.array(accountSchema).max(1_000),
  // Turned into our words row by row: what a row was parsed into is garbage before the next one.
  added: z.array(transactionSchema.transform(toProviderTransaction)).max(pageSize),
  modified: z.array(transactionSchema.transform(toProviderTransaction)).max(pageSize),
  removed: z.array(z.looseObject({ transaction_id: z.string() })).max(pageSize),
  next_cursor: z.string().max(256),
  has_more: z.boolean(),
  request_id: z.string(),
});

export type TransactionsStatus =
  | 'unknown'
  | 'not_ready'
  | 'initial_complete'
  | 'historical_complete';

export type ProviderTransaction = {
  plaidTransactionId: string;
  plaidAccountId: string;
  /** The id the pending row had, when this is its posted successor and Plaid could match them. */
  plaidPendingId: string | null;
  pending: boolean;
  date: CivilDate;
  authorizedDate: CivilDate | null;
  /** Our sign: positive = money in. */
  amountMinor: number;
  currency: string | null;
  name: string;
  /** The bank's own words; null where they are no other than the name. */
  originalDescription: string | null;
  merchantName: string | null;
  merchantEntityId: string | null;
  logoUrl: string | null;
  paymentChannel: string | null;
  pfcPrimary: string | null;
  pfcDetailed: string | null;
  /** The row as Plaid sent it but for fields that are null, as JSON: small to hold, ready to store. */
  raw: string;
};

export type SyncPage = {
  status: TransactionsStatus;
  accounts: ProviderAccount[];
  added: ProviderTransaction[];
  modified: ProviderTransaction[];
  /** Plaid's transaction ids. */
  removed: string[];
  nextCursor: string;
  hasMore: boolean;
  requestId: string;
};

/**
 * One page of /transactions/sync.
 *
 * @param cursor  null = from the beginning
 * @throws PlaidError; of class `restart` when the data moved since the loop's first page
 */
export async function getSyncPage(accessToken: string, cursor: string | null): Promise<SyncPage> {
  const page = await callPlaid(
    '/transactions/sync',
    () =>
      plaidApi().transactionsSync({
        access_token: accessToken,
        cursor: cursor ?? undefined,
        count: pageSize,
        options: {
          include_original_description: true,
          personal_finance_category_version: PersonalFinanceCategoryVersion.V2,
        },
      }),
    answer,
    accessToken,
  );
  return {
    status: statuses[page.transactions_update_status ?? ''] ?? 'unknown',
    accounts: page.accounts.map(toProviderAccount),
    added: page.added,
    modified: page.modified,
    removed: page.removed.map((row) => row.transaction_id),
    nextCursor: page.next_cursor,
    hasMore: page.has_more,
    requestId: page.request_id,
  };
}

const statuses: Record<string, TransactionsStatus> = {
  NOT_READY: 'not_ready',
  INITIAL_UPDATE_COMPLETE: 'initial_complete',
  HISTORICAL_UPDATE_COMPLETE: 'historical_complete',
};

/** Pure: one transaction of Plaid's in our words, sign and units. */
export function toProviderTransaction(row: z.infer<typeof transactionSchema>): ProviderTransaction {
  const currency = row.iso_currency_code ?? row.unofficial_currency_code ?? null;
  const minor = requireMinor(row.amount, currency ?? unnamedCurrency);
  const original = cleanText(row.original_description);
  const name = cleanText(row.name) ?? original ?? 'No description';
  return {
    plaidTransactionId: row.transaction_id,
    plaidAccountId: row.account_id,
    plaidPendingId: row.pending_transaction_id ?? null,
    pending: row.pending,
    date: row.date,
    authorizedDate: row.authorized_date ?? null,
    // Plaid: positive = money out. Minus zero would not survive JSON.
    amountMinor: minor === 0 ? 0 : -minor,
    currency,
    name,
    originalDescription: original === name ? null : original,
    merchantName: cleanText(row.merchant_name) ?? cleanText(row.counterparties?.[0]?.name),
    merchantEntityId: row.merchant_entity_id ?? null,
    logoUrl: row.logo_url ?? null,
    paymentChannel: row.payment_channel ?? null,
    pfcPrimary: row.personal_finance_category?.primary ?? null,
    pfcDetailed: row.personal_finance_category?.detailed ?? null,
    raw: toRawJson(row),
  };
}

import 'server-only';
import {
  type CountryCode,
  IncomeVerificationSourceType,
  type LinkTokenCreateRequest,
  Products,
} from 'plaid';
import { z } from 'zod';
import { env } from '#lib/env';
import { askConsent, type ConsentWish } from './ask-consent.ts';
import { callPlaid } from './call.ts';
import { plaidApi } from './client.ts';

/** The longest history Plaid gives; it is fixed when the Item is made, so all of it is asked for. */
const historyDays = 730;

const answer = z.object({ link_token: z.string(), expiration: z.string() });

export type LinkToken = { linkToken: string; expiration: string };

/** What Link asks a person to allow. */
const products = [Products.Transactions];
// Link offers accounts that a named product can use: with transactions alone it would leave out
// investments and mortgages, whose balances count in net worth. Nothing is fetched or billed.
const alsoConsented = [Products.Liabilities, Products.Investments];
export const linkProducts: readonly string[] = [...products, ...alsoConsented];

/**
 * A token that opens Link for a new Item.
 *
 * @param clientUserId   our user's id; never a name or an e-mail, which Plaid refuses
 * @param routingNumber  of the bank to show first
 */
export function createLinkToken(
  clientUserId: string,
  routingNumber: string | null = null,
): Promise<LinkToken> {
  return send({
    ...common(clientUserId),
    institution_data: routingNumber === null ? undefined : { routing_number: routingNumber },
    products,
    additional_consented_products: alsoConsented,
    transactions: { days_requested: historyDays },
    webhook: env().plaid.webhookUrl,
  });
}

/**
 * A token that opens Link for an account by its numbers: at its bank where that tells them, else typed in and proven by a small deposit. Plaid
 * takes numbers that are typed in only where no product but Auth is asked for.
 */
export function createNumbersLinkToken(clientUserId: string): Promise<LinkToken> {
  return send({
    ...common(clientUserId),
    products: [Products.Auth],
    additional_consented_products: products,
    auth: {
      auth_type_select_enabled: true,
      automated_microdeposits_enabled: true,
      instant_microdeposits_enabled: true,
      same_day_microdeposits_enabled: true,
    },
    webhook: env().plaid.webhookUrl,
  });
}

/**
 * A token that opens Link in update mode for an existing Item: to sign in again, or to confirm
 * micro-deposits, which Plaid finds out by itself.
 *
 * @param selectAccounts  asks again which accounts are shared
 * @param consent         products to be allowed, beside those the Item has or anew
 */
export function createUpdateLinkToken(
  clientUserId: string,
  accessToken: string,
  { selectAccounts = false, consent }: { selectAccounts?: boolean; consent?: ConsentWish } = {},
): Promise<LinkToken> {
  return send({
    ...common(clientUserId),
    access_token: accessToken,
    update: selectAccounts ? { account_selection_enabled: true } : undefined,
    ...(consent && askConsent(consent, new Date())),
  });
}

/** Plaid looks this far back for what arrives at a bank; more than a year tells nobody what they earn now. */
const incomeDays = 365;

/**
 * A token that opens Link for somebody's income: a connection by itself, whose public token nobody exchanges.
 *
 * @param plaidUserId  of `createIncomeUser`
 */
export function createIncomeLinkToken(
  clientUserId: string,
  plaidUserId: string,
  source: 'bank' | 'payroll',
): Promise<LinkToken> {
  const { Bank, Payroll } = IncomeVerificationSourceType;
  return send({
    ...common(clientUserId),
    user_id: plaidUserId,
    products: [Products.IncomeVerification],
    income_verification:
      source === 'bank'
        ? { income_source_types: [Bank], bank_income: { days_requested: incomeDays } }
        : { income_source_types: [Payroll] },
    webhook: env().plaid.webhookUrl,
  });
}

function common(clientUserId: string) {
  return {
    client_name: 'Plumbline',
    language: env().PLAID_LANGUAGE,
    country_codes: env().PLAID_COUNTRY_CODES as CountryCode[],
    user: { client_user_id: clientUserId },
    redirect_uri: env().PLAID_REDIRECT_URI,
  };
}

async function send(request: LinkTokenCreateRequest): Promise<LinkToken> {
  const { link_token, expiration } = await callPlaid(
    '/link/token/create',
    () => plaidApi().linkTokenCreate(request),
    answer,
  );
  return { linkToken: link_token, expiration };
}

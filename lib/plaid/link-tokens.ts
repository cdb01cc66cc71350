import 'server-only';
import { type CountryCode, type LinkTokenCreateRequest, Products } from 'plaid';
import { z } from 'zod';
import { env } from '#lib/env';
import { callPlaid } from './call.ts';
import { plaidApi } from './client.ts';

/** The longest history Plaid gives; it is fixed when the Item is made, so all of it is asked for. */
const historyDays = 730;

const answer = z.object({ link_token: z.string(), expiration: z.string() });

export type LinkToken = { linkToken: string; expiration: string };

/**
 * A token that opens Link for a new Item.
 *
 * @param clientUserId  our user's id; never a name or an e-mail, which Plaid refuses
 */
export function createLinkToken(clientUserId: string): Promise<LinkToken> {
  return send({
    ...common(clientUserId),
    products: [Products.Transactions],
    // Link offers accounts that a named product can use: with transactions alone it would leave out
    // investments and mortgages, whose balances count in net worth. Nothing is fetched or billed.
    additional_consented_products: [Products.Liabilities, Products.Investments],
    transactions: { days_requested: historyDays },
    webhook: env().plaid.webhookUrl,
  });
}

/** A token that opens Link in update mode, to sign in to an existing Item again. */
export function createUpdateLinkToken(
  clientUserId: string,
  accessToken: string,
): Promise<LinkToken> {
  return send({ ...common(clientUserId), access_token: accessToken });
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

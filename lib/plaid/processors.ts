import 'server-only';
import { ProcessorTokenCreateRequestProcessorEnum, type Products } from 'plaid';
import { z } from 'zod';
import { callPlaid } from './call.ts';
import { plaidApi } from './client.ts';

/** Whom Plaid lends accounts to, by its own codes. */
export const processors = z.enum(ProcessorTokenCreateRequestProcessorEnum);

const answer = z.object({ processor_token: z.string().min(1).max(500) });

/**
 * A token by which a partner of Plaid's reads one account. It may read everything until `restrictProcessorToken`, so that it is
 * given to nobody before that. Keep it nowhere: it ends with the Item alone.
 *
 * @throws PlaidError
 */
export async function createProcessorToken(
  accessToken: string,
  { plaidAccountId, partner }: { plaidAccountId: string; partner: string },
): Promise<string> {
  const { processor_token } = await callPlaid(
    '/processor/token/create',
    () =>
      plaidApi().processorTokenCreate({
        access_token: accessToken,
        account_id: plaidAccountId,
        processor: processors.parse(partner),
      }),
    answer,
    accessToken,
  );
  return processor_token;
}

const stripeAnswer = z.object({ stripe_bank_account_token: z.string().min(1).max(500) });

/**
 * A token by which Stripe takes over the numbers of one account, once. There is nothing in it to restrict. Keep it nowhere: what Stripe made of
 * it ends with the Item alone.
 *
 * @throws PlaidError
 */
export async function createStripeToken(
  accessToken: string,
  plaidAccountId: string,
): Promise<string> {
  const request = { access_token: accessToken, account_id: plaidAccountId };
  const { stripe_bank_account_token } = await callPlaid(
    '/processor/stripe/bank_account_token/create',
    () => plaidApi().processorStripeBankAccountTokenCreate(request),
    stripeAnswer,
    accessToken,
  );
  return stripe_bank_account_token;
}

/**
 * From now on a token reads nothing but these.
 *
 * @param products  at least one, because Plaid takes none for all
 * @throws PlaidError
 */
export async function restrictProcessorToken(
  processorToken: string,
  products: readonly string[],
): Promise<void> {
  if (products.length === 0) throw new Error('A token that may read nothing would read all.');
  await callPlaid(
    '/processor/token/permissions/set',
    () =>
      plaidApi().processorTokenPermissionsSet({
        processor_token: processorToken,
        products: products as Products[],
      }),
    z.looseObject({}),
  );
}

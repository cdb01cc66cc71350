import 'server-only';
import { ProcessorTokenCreateRequestProcessorEnum, type Products } from 'plaid';
import { z } from 'zod';
import { callPlaid } from './call.ts';
import { plaidApi } from './client.ts';

/** Whom Plaid lends accounts to, by its own codes. */
export const processors = z.enum(ProcessorTokenCreateRequestProcessorEnum);

const answer = z.object({ processor_token: z.string().min(1).max(500) });

/**
 * A token by which a partner of Plaid's reads one account. Keep it nowhere: it ends with the Item alone.
 *
 * It may read everything until it is restricted, so that it is given to nobody before that.
 *
 * @param products  what it may read; at least one, because Plaid takes none for all
 * @throws PlaidError
 */
export async function createProcessorToken(
  accessToken: string,
  {
    plaidAccountId,
    partner,
    products,
  }: { plaidAccountId: string; partner: string; products: readonly string[] },
): Promise<string> {
  if (products.length === 0) throw new Error('A token that may read nothing would read all.');
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
  await callPlaid(
    '/processor/token/permissions/set',
    () =>
      plaidApi().processorTokenPermissionsSet({
        processor_token,
        products: products as Products[],
      }),
    z.looseObject({}),
  );
  return processor_token;
}

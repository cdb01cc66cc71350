import 'server-only';
import { z } from 'zod';
import { callPlaid } from './call.ts';
import { plaidApi } from './client.ts';

/** An account has one of a kind, or two while its bank changes them. */
const numberLimit = 10;

const text = z.string().max(100);
const ofAccount = { account_id: z.string() };
const achSchema = z.object({
  ...ofAccount,
  account: text,
  routing: text,
  wire_routing: text.nullish(),
  is_tokenized_account_number: z.boolean().nullish(),
});
const eftSchema = z.object({ ...ofAccount, account: text, institution: text, branch: text });
const bacsSchema = z.object({ ...ofAccount, account: text, sort_code: text });
const internationalSchema = z.object({ ...ofAccount, iban: text, bic: text });

const numbersSchema = z.object({
  ach: z.array(achSchema).max(numberLimit),
  eft: z.array(eftSchema).max(numberLimit),
  bacs: z.array(bacsSchema).max(numberLimit),
  international: z.array(internationalSchema).max(numberLimit),
});
/** In the United States, in Canada, in Britain, and from abroad. */
export type ProviderNumbers = z.infer<typeof numbersSchema>;

const answer = z.object({ numbers: numbersSchema, request_id: z.string().optional() });

/** The numbers of one account, as its bank tells them now. Keep them nowhere. @throws PlaidError */
export async function getNumbers(
  accessToken: string,
  plaidAccountId: string,
): Promise<ProviderNumbers> {
  const { numbers } = await callPlaid(
    '/auth/get',
    () =>
      plaidApi().authGet({
        access_token: accessToken,
        options: { account_ids: [plaidAccountId] },
      }),
    answer,
    accessToken,
  );
  return numbers;
}

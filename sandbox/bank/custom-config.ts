import type { AccountSubtype, AccountType } from 'plaid';
import { z } from 'zod';
import { isDateOnly } from '../dates.ts';
import { type errorCatalogue, isErrorCode } from '../plaid/error-catalogue.ts';
import type { Wire } from '../plaid/wire.ts';

const maxAccounts = 10;
const maxTransactions = 250;
const maxBytes = 55_000;

const date = z.string().refine(isDateOnly);

const transaction = z.object({
  date_transacted: date.nullish(),
  date_posted: date.nullish(),
  amount: z.number().nullish(),
  description: z.string().nullish(),
  currency: z.string().nullish(),
});

const types = [
  'depository',
  'credit',
  'loan',
  'investment',
  'brokerage',
  'other',
] as const satisfies Wire<AccountType>[];

const account = z.object({
  type: z.enum(types).nullish(),
  // Checked against Plaid's list only by the compiler: a subtype Plaid adds need not wait for us.
  subtype: z.custom<Wire<AccountSubtype>>((value) => typeof value === 'string').nullish(),
  starting_balance: z.number().nullish(),
  force_available_balance: z.number().nullish(),
  has_null_available_balance: z.boolean().nullish(),
  currency: z.string().length(3).nullish(),
  meta: z
    .object({
      name: z.string().nullish(),
      official_name: z.string().nullish(),
      limit: z.number().nullish(),
      mask: z.string().nullish(),
    })
    .nullish(),
  transactions: z.array(transaction).max(maxTransactions).nullish(),
});

const mfa = z.object({
  type: z.enum(['device', 'selections', 'questions']).nullish(),
  question_rounds: z.number().int().min(1).max(5).nullish(),
  questions_per_round: z.number().int().min(1).max(5).nullish(),
  selection_rounds: z.number().int().min(1).max(5).nullish(),
  selections_per_question: z.number().int().min(1).max(5).nullish(),
});

/** The parts of user_custom's configuration the sandbox acts upon. Everything is optional, null means absent. */
const config = z.object({
  version: z.union([z.string(), z.number()]).nullish(),
  seed: z.string().nullish(),
  override_accounts: z.array(account).max(maxAccounts).nullish(),
  mfa: mfa.nullish(),
  force_error: z.string().refine(isErrorCode).nullish(),
});

export type CustomConfig = z.infer<typeof config>;
export type CustomAccount = z.infer<typeof account>;

/** Parses the password of user_custom; null when it is not a configuration. */
export function parseCustomConfig(password: string): CustomConfig | null {
  if (Buffer.byteLength(password) > maxBytes) {
    return null;
  }
  try {
    const parsed = config.safeParse(JSON.parse(password));
    return parsed.success ? parsed.data : null;
  } catch {
    // Not JSON: the caller answers INVALID_CREDENTIALS.
    return null;
  }
}

/** The error a configuration wants Link to end with. */
export function findForcedError(custom: CustomConfig): keyof typeof errorCatalogue | null {
  const code = custom.force_error;
  return code && isErrorCode(code) ? code : null;
}

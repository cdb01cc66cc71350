import { z } from 'zod';
import { type errorCatalogue, isErrorCode } from '../plaid/error-catalogue.ts';
import { customAccount } from './custom-account.ts';

const maxAccounts = 10;
/** Counted without the spaces and line breaks that make it readable. */
const maxBytes = 55_000;

const mfa = z.object({
  type: z.enum(['device', 'selections', 'questions']).nullish(),
  question_rounds: z.number().int().min(1).max(5).nullish(),
  questions_per_round: z.number().int().min(1).max(5).nullish(),
  selection_rounds: z.number().int().min(1).max(5).nullish(),
  selections_per_question: z.number().int().min(1).max(5).nullish(),
});

/** user_custom's configuration. Everything is optional, null means absent. */
const config = z.object({
  version: z.union([z.string(), z.number()]).nullish(),
  seed: z.string().nullish(),
  override_accounts: z.array(customAccount).max(maxAccounts).nullish(),
  mfa: mfa.nullish(),
  recaptcha: z.enum(['good', 'bad']).nullish(),
  force_error: z.string().refine(isErrorCode).nullish(),
});

export type CustomConfig = z.infer<typeof config>;

/** Parses the password of user_custom; null when it is not a configuration. */
export function parseCustomConfig(password: string): CustomConfig | null {
  const parsed = config.safeParse(parseJson(password));
  return parsed.success ? parsed.data : null;
}

/** Null for what is not JSON or too long: the caller answers INVALID_CREDENTIALS. */
function parseJson(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return Buffer.byteLength(JSON.stringify(value)) > maxBytes ? null : value;
  } catch {
    return null;
  }
}

/** The error a configuration wants Link to end with. */
export function findForcedError(custom: CustomConfig): keyof typeof errorCatalogue | null {
  const code = custom.force_error;
  return code && isErrorCode(code) ? code : null;
}

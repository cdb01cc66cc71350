import 'server-only';
import { z } from 'zod';
import { toMinor } from '#lib/money/minor';
import { toSeenText } from '#lib/seen-text';
import { callPlaid } from './call.ts';
import { plaidApi } from './client.ts';

/** What every answer with accounts must hold; shared with /transactions/sync. */
export const accountSchema = z.looseObject({
  account_id: z.string(),
  persistent_account_id: z.string().nullish(),
  name: z.string(),
  official_name: z.string().nullish(),
  mask: z.string().nullish(),
  type: z.string(),
  subtype: z.string().nullish(),
  holder_category: z.string().nullish(),
  balances: z.looseObject({
    current: z.number().nullish(),
    available: z.number().nullish(),
    limit: z.number().nullish(),
    iso_currency_code: z.string().nullish(),
    unofficial_currency_code: z.string().nullish(),
    last_updated_datetime: z.iso.datetime({ offset: true }).nullish().catch(null),
  }),
});

const answer = z.object({ accounts: z.array(accountSchema).max(1_000) });

export type ProviderAccount = {
  plaidAccountId: string;
  persistentAccountId: string | null;
  name: string;
  officialName: string | null;
  mask: string | null;
  type: string;
  subtype: string | null;
  holderCategory: string | null;
  currency: string | null;
  /** Plaid's sign: positive = owed for credit and loan accounts. */
  currentMinor: number | null;
  availableMinor: number | null;
  limitMinor: number | null;
  /** When the bank brought the balances up to date; Plaid tells it of few banks. */
  balanceUpdatedAt: Date | null;
  raw: Record<string, unknown>;
};

/** Every account the person shared, with the balances Plaid has at hand (no call to the bank). */
export async function getAccounts(accessToken: string): Promise<ProviderAccount[]> {
  const { accounts } = await callPlaid(
    '/accounts/get',
    () => plaidApi().accountsGet({ access_token: accessToken }),
    answer,
    accessToken,
  );
  return accounts.map(toProviderAccount);
}

/** What Capital One needs to be told for its cards: an older balance than that is refused. Others ignore it. */
const oldestAcceptableMs = 365 * 86_400_000;

/** One account with the balances that its bank gives now; the bank may take half a minute to answer. */
export async function getLiveAccount(
  accessToken: string,
  plaidAccountId: string,
  now: Date,
): Promise<ProviderAccount> {
  const oldest = new Date(now.getTime() - oldestAcceptableMs).toISOString();
  const { accounts } = await callPlaid(
    '/accounts/balance/get',
    () =>
      plaidApi().accountsBalanceGet({
        access_token: accessToken,
        options: { account_ids: [plaidAccountId], min_last_updated_datetime: oldest },
      }),
    z.object({ accounts: z.tuple([accountSchema]) }),
    accessToken,
  );
  return toProviderAccount(accounts[0]);
}

/** Null for a balance that no figure of ours holds exactly; the raw account keeps it. */
export function findMinor(value: number, currency: string): number | null {
  try {
    return toMinor(value, currency);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** Pure: one account of Plaid's in our words and units. */
export function toProviderAccount(account: z.infer<typeof accountSchema>): ProviderAccount {
  const { balances } = account;
  const updatedAt = balances.last_updated_datetime;
  const currency = balances.iso_currency_code ?? balances.unofficial_currency_code ?? null;
  const minor = (value: number | null | undefined) =>
    value == null || currency === null ? null : findMinor(value, currency);
  return {
    plaidAccountId: account.account_id,
    persistentAccountId: account.persistent_account_id ?? null,
    name: toSeenText(account.name),
    officialName: account.official_name ? toSeenText(account.official_name) : null,
    mask: account.mask ?? null,
    type: account.type,
    subtype: account.subtype ?? null,
    holderCategory: account.holder_category ?? null,
    currency,
    currentMinor: minor(balances.current),
    availableMinor: minor(balances.available),
    limitMinor: minor(balances.limit),
    balanceUpdatedAt: updatedAt ? new Date(updatedAt) : null,
    raw: account,
  };
}

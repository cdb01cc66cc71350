import 'server-only';
import { z } from 'zod';
import { type CivilDate, epochDay } from '#lib/dates/civil-date';
import { civilDateSchema } from '#lib/dates/contract';
import type { Money } from '#lib/money/contract';
import { toSeenText } from '#lib/seen-text';
import { accountSchema, findMinor, type ProviderAccount, toProviderAccount } from './accounts.ts';
import { callPlaid } from './call.ts';
import { cleanText } from './clean-text.ts';
import { plaidApi } from './client.ts';

const itemLimit = 99;
const accountLimit = 1_000;
/** Plaid looks back two years and a day. */
const dayLimit = 800;
const rowLimit = 100_000;

const currency = {
  iso_currency_code: z.string().nullish(),
  unofficial_currency_code: z.string().nullish(),
};
const owner = z.looseObject({ names: z.array(z.string()).max(100) });
const pastBalance = z.looseObject({
  date: civilDateSchema,
  current: z.number().nullish(),
  ...currency,
});
const row = z.looseObject({
  date: civilDateSchema,
  amount: z.number(),
  original_description: z.string().nullish(),
  pending: z.boolean(),
  ...currency,
});
const account = accountSchema.extend({
  days_available: z.number(),
  owners: z.array(owner).max(100),
  historical_balances: z.array(pastBalance).max(dayLimit),
  transactions: z.array(row).max(rowLimit),
});
const item = z.looseObject({
  item_id: z.string(),
  institution_name: z.string(),
  date_last_updated: z.iso.datetime({ offset: true }),
  accounts: z.array(account).max(accountLimit),
});
const warning = z.looseObject({
  warning_code: z.string().max(100),
  cause: z.looseObject({ item_id: z.string().nullish() }).nullish(),
});
const answer = z.object({
  report: z.looseObject({
    date_generated: z.iso.datetime({ offset: true }),
    items: z.array(item).max(itemLimit),
  }),
  warnings: z.array(warning).max(accountLimit).nullish(),
});

export type ReportedAccount = ProviderAccount & {
  owners: string[];
  daysAvailable: number;
  /** In the account's own sign, one for each day from the first; null where a day is missing. */
  history: { from: CivilDate; minor: (number | null)[] } | null;
  /** Newest first; our sign. */
  rows: { date: CivilDate; words: string; amount: Money | null; pending: boolean }[];
};

export type ReportContent = {
  generatedAt: Date;
  items: { plaidItemId: string; bank: string; updatedAt: Date; accounts: ReportedAccount[] }[];
  /** What could not be told, as Plaid names it, and of which Item. */
  warnings: { code: string; plaidItemId: string | null }[];
};

/**
 * What is in a report. While it is not ready Plaid refuses (PRODUCT_NOT_READY).
 *
 * @param days  back to where past balances and transactions are told; all that it has unless told
 * @throws PlaidError
 */
export async function getAssetReport(token: string, days?: number): Promise<ReportContent> {
  const options = days === undefined ? undefined : { days_to_include: days };
  const found = await callPlaid(
    '/asset_report/get',
    () => plaidApi().assetReportGet({ asset_report_token: token, options }),
    answer,
    token,
  );
  return toContent(found);
}

/** Pure: Plaid's answer in our words and units. */
function toContent({ report, warnings }: z.infer<typeof answer>): ReportContent {
  return {
    generatedAt: new Date(report.date_generated),
    items: report.items.map((each) => ({
      plaidItemId: each.item_id,
      bank: toSeenText(each.institution_name),
      updatedAt: new Date(each.date_last_updated),
      accounts: each.accounts.map(toReported),
    })),
    warnings: (warnings ?? []).map((each) => ({
      code: each.warning_code,
      plaidItemId: each.cause?.item_id ?? null,
    })),
  };
}

function toReported(given: z.infer<typeof account>): ReportedAccount {
  const reported = toProviderAccount(given);
  const names = given.owners.flatMap((each) => each.names.flatMap((name) => cleanText(name) ?? []));
  return {
    ...reported,
    owners: [...new Set(names)],
    daysAvailable: Math.max(0, Math.floor(given.days_available)),
    history: toHistory(given.historical_balances, reported.currency),
    rows: given.transactions
      .map((each) => ({
        date: each.date,
        words: cleanText(each.original_description) ?? '',
        amount: toMoney(each),
        pending: each.pending,
      }))
      .sort((a, b) => b.date.localeCompare(a.date)),
  };
}

function toHistory(
  given: z.infer<typeof pastBalance>[],
  currencyCode: string | null,
): ReportedAccount['history'] {
  const [first, last] = [
    given.map(({ date }) => date).sort()[0],
    given
      .map(({ date }) => date)
      .sort()
      .at(-1),
  ];
  if (!first || !last || currencyCode === null) return null;
  const days = epochDay(last) - epochDay(first) + 1;
  if (days > dayLimit) return null;
  const minor: (number | null)[] = new Array(days).fill(null);
  for (const { date, current } of given) {
    if (current == null) continue;
    minor[epochDay(date) - epochDay(first)] = findMinor(current, currencyCode);
  }
  return { from: first, minor };
}

/** In our sign: what went out is negative. */
function toMoney({ amount, ...codes }: z.infer<typeof row>): Money | null {
  const code = codes.iso_currency_code ?? codes.unofficial_currency_code ?? null;
  const minor = code === null ? null : findMinor(amount, code);
  return minor === null || code === null
    ? null
    : { minor: minor === 0 ? 0 : -minor, currency: code };
}

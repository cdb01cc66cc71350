import 'server-only';
import { PersonalFinanceCategoryVersion } from 'plaid';
import { z } from 'zod';
import type { CivilDate } from '#lib/dates/civil-date';
import { civilDateSchema } from '#lib/dates/contract';
import { callPlaid } from './call.ts';
import { plaidApi } from './client.ts';

/** Far more than an Item has; a longer answer is not believed. */
const streamLimit = 2_000;
const rowLimit = 5_000;

const streamSchema = z.looseObject({
  stream_id: z.string().max(200),
  frequency: z.string(),
  status: z.string(),
  is_active: z.boolean(),
  predicted_next_date: civilDateSchema.nullish(),
  transaction_ids: z.array(z.string()).max(rowLimit),
});

const answer = z.object({
  inflow_streams: z.array(streamSchema).max(streamLimit),
  outflow_streams: z.array(streamSchema).max(streamLimit),
  request_id: z.string().optional(),
});

export type ProviderStream = {
  plaidStreamId: string;
  cadence: 'weekly' | 'biweekly' | 'semi_monthly' | 'monthly' | 'yearly' | 'irregular';
  /** Three payments at least, two of what comes once a year. */
  isMature: boolean;
  hasEnded: boolean;
  nextOn: CivilDate | null;
  plaidTransactionIds: string[];
};

/** What comes again and again at an Item, as Plaid finds it. @throws PlaidError */
export async function getStreams(accessToken: string): Promise<ProviderStream[]> {
  const { inflow_streams, outflow_streams } = await callPlaid(
    '/transactions/recurring/get',
    () =>
      plaidApi().transactionsRecurringGet({
        access_token: accessToken,
        options: { personal_finance_category_version: PersonalFinanceCategoryVersion.V2 },
      }),
    answer,
    accessToken,
  );
  return [...inflow_streams, ...outflow_streams].map((stream) => ({
    plaidStreamId: stream.stream_id,
    cadence: cadences[stream.frequency] ?? 'irregular',
    isMature: stream.status === 'MATURE',
    hasEnded: !stream.is_active,
    nextOn: stream.predicted_next_date ?? null,
    plaidTransactionIds: stream.transaction_ids,
  }));
}

const cadences: Record<string, ProviderStream['cadence']> = {
  WEEKLY: 'weekly',
  BIWEEKLY: 'biweekly',
  SEMI_MONTHLY: 'semi_monthly',
  MONTHLY: 'monthly',
  ANNUALLY: 'yearly',
};

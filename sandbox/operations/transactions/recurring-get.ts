import type { TransactionsRecurringGetRequest, TransactionsRecurringGetResponse } from 'plaid';
import { requireAccounts } from '../../accounts/accounts.ts';
import { toDateTime } from '../../dates.ts';
import { requireConsent, requireHealthyItem } from '../../items/require-item.ts';
import { PlaidFailure } from '../../plaid/failure.ts';
import { categoryVersion, filledText, flag, idList, object } from '../../plaid/fields.ts';
import { defineOperation } from '../../plaid/operation.ts';
import { watchRecurring } from '../../transactions/announce-recurring.ts';
import { findStreams } from '../../transactions/recurring.ts';
import { initialiseTransactions } from '../../transactions/updates.ts';

export const transactionsRecurringGet = defineOperation<
  TransactionsRecurringGetRequest,
  TransactionsRecurringGetResponse
>({
  path: '/transactions/recurring/get',
  request: {
    access_token: filledText,
    account_ids: idList.optional(),
    options: object({
      include_personal_finance_category: flag.optional(),
      personal_finance_category_version: categoryVersion.optional(),
    }).optional(),
  },
  handle: (call, { access_token, account_ids, options }) => {
    const { sandbox } = call;
    const item = requireHealthyItem(call, access_token);
    requireConsent(item, 'transactions');
    if (item.transactionsStatus === null) {
      initialiseTransactions(sandbox, item, item.daysRequested);
    }
    // Streams are looked for in the whole history.
    if (item.transactionsStatus !== 'HISTORICAL_UPDATE_COMPLETE') {
      throw new PlaidFailure('PRODUCT_NOT_READY');
    }
    const version = options?.personal_finance_category_version ?? 'v2';
    const accounts = requireAccounts(sandbox.db, item.itemId, account_ids);
    const streams = findStreams(sandbox, item, accounts, version);
    watchRecurring(sandbox, item);
    const isInflow = (stream: (typeof streams)[number]) => (stream.last_amount.amount ?? 0) < 0;
    return {
      inflow_streams: streams.filter(isInflow),
      outflow_streams: streams.filter((stream) => !isInflow(stream)),
      updated_datetime: toDateTime(item.lastSuccessfulUpdate ?? sandbox.clock.now()),
      personal_finance_category_version: version,
    };
  },
});

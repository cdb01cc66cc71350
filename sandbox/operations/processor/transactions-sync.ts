import type { ProcessorTransactionsSyncRequest, ProcessorTransactionsSyncResponse } from 'plaid';
import { toWireAccount } from '../../accounts/accounts.ts';
import { filledText } from '../../plaid/fields.ts';
import { joinObject } from '../../plaid/json-text.ts';
import { defineOperation } from '../../plaid/operation.ts';
import { requireGrantedProduct } from '../../processors/processor-tokens.ts';
import { readSyncPage, syncFields } from '../../transactions/sync-page.ts';

/** The stream of the one account, whatever account the options name. */
export const processorTransactionsSync = defineOperation<
  ProcessorTransactionsSyncRequest,
  ProcessorTransactionsSyncResponse
>({
  path: '/processor/transactions/sync',
  request: { processor_token: filledText, ...syncFields },
  handle: (call, { processor_token, ...request }) => {
    const { account, item } = requireGrantedProduct(call, processor_token, 'transactions');
    const page = readSyncPage(call.sandbox, item, account.account_id, request);
    return joinObject({ ...page, account: toWireAccount(account) });
  },
});

import type { TransactionsRefreshRequest, TransactionsRefreshResponse } from 'plaid';
import { requireHealthyItem } from '../../items/require-item.ts';
import { PlaidFailure } from '../../plaid/failure.ts';
import { filledText } from '../../plaid/fields.ts';
import { defineOperation } from '../../plaid/operation.ts';
import { refreshTransactions } from '../../transactions/refresh.ts';

export const transactionsRefresh = defineOperation<
  TransactionsRefreshRequest,
  TransactionsRefreshResponse
>({
  path: '/transactions/refresh',
  request: { access_token: filledText },
  handle: (call, { access_token }) => {
    const item = requireHealthyItem(call, access_token);
    if (!item.products.includes('transactions')) {
      throw new PlaidFailure('PRODUCTS_NOT_SUPPORTED');
    }
    if (item.transactionsStatus === 'NOT_READY') {
      throw new PlaidFailure('PRODUCT_NOT_READY');
    }
    refreshTransactions(call.sandbox, item);
    return {};
  },
});

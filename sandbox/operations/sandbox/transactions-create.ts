import type { SandboxTransactionsCreateRequest, SandboxTransactionsCreateResponse } from 'plaid';
import { z } from 'zod';
import { requireHealthyItem } from '../../items/require-item.ts';
import { PlaidFailure } from '../../plaid/failure.ts';
import { date, filledText, object } from '../../plaid/fields.ts';
import { defineOperation } from '../../plaid/operation.ts';
import { createSandboxTransactions } from '../../transactions/create.ts';

const bodyLimit = 500;

export const sandboxTransactionsCreate = defineOperation<
  SandboxTransactionsCreateRequest,
  SandboxTransactionsCreateResponse
>({
  path: '/sandbox/transactions/create',
  request: {
    access_token: filledText,
    transactions: object({
      date_transacted: date,
      date_posted: date,
      amount: z.number(),
      description: filledText.max(500),
      iso_currency_code: filledText.length(3).optional(),
    })
      .array()
      .min(1)
      // Plaid's own limit is lower and has its own words; this one only bounds the work.
      .max(bodyLimit),
  },
  handle: (call, { access_token, transactions }) => {
    const item = requireHealthyItem(call, access_token);
    if (item.transactionsStatus === 'NOT_READY') {
      throw new PlaidFailure('PRODUCT_NOT_READY');
    }
    createSandboxTransactions(call.sandbox, item, transactions);
    return {};
  },
});

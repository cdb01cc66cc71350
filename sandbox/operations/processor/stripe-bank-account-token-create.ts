import type {
  ProcessorStripeBankAccountTokenCreateRequest,
  ProcessorStripeBankAccountTokenCreateResponse,
} from 'plaid';
import { requireAccount } from '../../accounts/accounts.ts';
import { requireNumbers } from '../../auth/require-numbers.ts';
import { createId } from '../../ids.ts';
import { requireProduct } from '../../items/require-product.ts';
import { filledText } from '../../plaid/fields.ts';
import { defineOperation } from '../../plaid/operation.ts';

const tokenLength = 24;

/** A token of Stripe's shape, which nothing here redeems: the account must have numbers to pay from. */
export const processorStripeBankAccountTokenCreate = defineOperation<
  ProcessorStripeBankAccountTokenCreateRequest,
  ProcessorStripeBankAccountTokenCreateResponse
>({
  path: '/processor/stripe/bank_account_token/create',
  request: { access_token: filledText, account_id: filledText },
  handle: (call, { access_token, account_id }) => {
    const item = requireProduct(call, access_token, 'auth');
    requireAccount(call.sandbox.db, item.itemId, account_id);
    requireNumbers(call.sandbox, item, [account_id]);
    return { stripe_bank_account_token: `btok_${createId().slice(0, tokenLength)}` };
  },
});

import type { ProcessorTokenCreateRequest, ProcessorTokenCreateResponse } from 'plaid';
import { z } from 'zod';
import { requireAccount } from '../../accounts/accounts.ts';
import { requireHealthyItem } from '../../items/require-item.ts';
import { filledText } from '../../plaid/fields.ts';
import { defineOperation } from '../../plaid/operation.ts';
import { partners } from '../../processors/partners.ts';
import { createProcessorToken } from '../../processors/processor-tokens.ts';

/** Lends one account to a partner. */
export const processorTokenCreate = defineOperation<
  ProcessorTokenCreateRequest,
  ProcessorTokenCreateResponse
>({
  path: '/processor/token/create',
  request: {
    access_token: filledText,
    account_id: filledText,
    processor: z.enum(partners),
  },
  handle: (call, { access_token, account_id, processor }) => {
    const item = requireHealthyItem(call, access_token);
    const account = requireAccount(call.sandbox.db, item.itemId, account_id);
    return { processor_token: createProcessorToken(call, item, account, processor) };
  },
});

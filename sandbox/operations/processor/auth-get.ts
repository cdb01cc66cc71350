import type { ProcessorAuthGetRequest, ProcessorAuthGetResponse } from 'plaid';
import { toWireAccount } from '../../accounts/accounts.ts';
import { requireNumbers } from '../../auth/require-numbers.ts';
import { filledText } from '../../plaid/fields.ts';
import { defineOperation } from '../../plaid/operation.ts';
import { requireGrantedProduct } from '../../processors/processor-tokens.ts';

export const processorAuthGet = defineOperation<ProcessorAuthGetRequest, ProcessorAuthGetResponse>({
  path: '/processor/auth/get',
  request: { processor_token: filledText },
  handle: (call, { processor_token }) => {
    const { account, item } = requireGrantedProduct(call, processor_token, 'auth');
    const { numbers } = requireNumbers(call.sandbox, item, [account.account_id]);
    return {
      account: toWireAccount(account),
      numbers: {
        ach: numbers.ach[0] ?? null,
        eft: numbers.eft[0] ?? null,
        international: numbers.international[0] ?? null,
        bacs: numbers.bacs[0] ?? null,
      },
    };
  },
});

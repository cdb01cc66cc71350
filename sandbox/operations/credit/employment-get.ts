import type { CreditEmploymentGetRequest, CreditEmploymentGetResponse } from 'plaid';
import { requirePayrolls, toWireEmployment } from '../../income/payroll-items.ts';
import { filledText } from '../../plaid/fields.ts';
import { defineOperation } from '../../plaid/operation.ts';
import { requireUser } from '../../users/user.ts';

export const creditEmploymentGet = defineOperation<
  CreditEmploymentGetRequest,
  CreditEmploymentGetResponse
>({
  path: '/credit/employment/get',
  request: { user_token: filledText.optional(), user_id: filledText.optional() },
  handle: (call, names) => ({
    items: requirePayrolls(
      call.sandbox,
      requireUser(call, names),
      undefined,
      'EMPLOYMENT_NOT_FOUND',
    ).map(toWireEmployment),
  }),
});

import type { CreditBankIncomeGetRequest, CreditBankIncomeGetResponse } from 'plaid';
import { requireBankIncome } from '../../income/bank-income.ts';
import { filledText, object, wholeNumber } from '../../plaid/fields.ts';
import { defineOperation } from '../../plaid/operation.ts';
import { requireUser } from '../../users/user.ts';

export const creditBankIncomeGet = defineOperation<
  CreditBankIncomeGetRequest,
  CreditBankIncomeGetResponse
>({
  path: '/credit/bank_income/get',
  request: {
    user_token: filledText.optional(),
    user_id: filledText.optional(),
    options: object({ count: wholeNumber(1, 100).optional() }).optional(),
  },
  handle: (call, { options, ...names }) => ({
    bank_income: requireBankIncome(call.sandbox, requireUser(call, names)).slice(
      0,
      options?.count ?? 1,
    ),
  }),
});

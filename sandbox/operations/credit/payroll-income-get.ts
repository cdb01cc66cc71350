import type { CreditPayrollIncomeGetRequest } from 'plaid';
import { type PayrollAnswer, requirePayrolls, toWirePayroll } from '../../income/payroll-items.ts';
import { filledText, idList, object } from '../../plaid/fields.ts';
import { defineOperation } from '../../plaid/operation.ts';
import { requireUser } from '../../users/user.ts';

export const creditPayrollIncomeGet = defineOperation<CreditPayrollIncomeGetRequest, PayrollAnswer>(
  {
    path: '/credit/payroll_income/get',
    request: {
      user_token: filledText.optional(),
      user_id: filledText.optional(),
      options: object({ item_ids: idList.optional() }).optional(),
    },
    handle: (call, { options, ...names }) => ({
      items: requirePayrolls(call.sandbox, requireUser(call, names), options?.item_ids).map(
        toWirePayroll,
      ),
      error: null,
    }),
  },
);

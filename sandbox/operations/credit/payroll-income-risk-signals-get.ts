import type {
  CreditPayrollIncomeRiskSignalsGetRequest,
  CreditPayrollIncomeRiskSignalsGetResponse,
} from 'plaid';
import { requirePayrolls, toWireRiskSignals } from '../../income/payroll-items.ts';
import { filledText } from '../../plaid/fields.ts';
import { defineOperation } from '../../plaid/operation.ts';
import { requireUser } from '../../users/user.ts';

/** Signals are about documents that were uploaded, not about what a payroll sends itself. */
export const creditPayrollIncomeRiskSignalsGet = defineOperation<
  CreditPayrollIncomeRiskSignalsGetRequest,
  CreditPayrollIncomeRiskSignalsGetResponse
>({
  path: '/credit/payroll_income/risk_signals/get',
  request: { user_token: filledText.optional(), user_id: filledText.optional() },
  handle: (call, names) => ({
    items: requirePayrolls(call.sandbox, requireUser(call, names), undefined)
      .filter(({ result }) => result.source === 'document')
      .map(toWireRiskSignals),
    error: null,
  }),
});

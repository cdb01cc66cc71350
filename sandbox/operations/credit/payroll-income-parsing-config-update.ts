import type {
  CreditPayrollIncomeParsingConfigUpdateRequest,
  CreditPayrollIncomeParsingConfigUpdateResponse,
  IncomeVerificationDocParsingConfig,
} from 'plaid';
import { z } from 'zod';
import { requirePayrolls } from '../../income/payroll-items.ts';
import { filledText } from '../../plaid/fields.ts';
import { defineOperation } from '../../plaid/operation.ts';
import type { Wire } from '../../plaid/wire.ts';
import { requireUser } from '../../users/user.ts';

/** Documents are always read in every way there is, so a choice of ways changes nothing. */
export const creditPayrollIncomeParsingConfigUpdate = defineOperation<
  CreditPayrollIncomeParsingConfigUpdateRequest,
  CreditPayrollIncomeParsingConfigUpdateResponse
>({
  path: '/credit/payroll_income/parsing_config/update',
  request: {
    user_token: filledText.optional(),
    user_id: filledText.optional(),
    item_id: filledText.optional(),
    parsing_config: z
      .enum(['ocr', 'risk_signals'] satisfies Wire<IncomeVerificationDocParsingConfig>[])
      .array()
      .min(1)
      .max(2),
  },
  handle: (call, { item_id, parsing_config: _ways, ...names }) => {
    requirePayrolls(call.sandbox, requireUser(call, names), item_id ? [item_id] : undefined);
    return {};
  },
});

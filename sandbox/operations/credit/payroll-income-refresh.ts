import type { CreditPayrollIncomeRefreshRequest, CreditPayrollIncomeRefreshResponse } from 'plaid';
import { requirePayrolls } from '../../income/payroll-items.ts';
import { filledText, httpUrl, idList, object } from '../../plaid/fields.ts';
import { defineOperation } from '../../plaid/operation.ts';
import { requireUser } from '../../users/user.ts';
import { enqueueClientWebhook } from '../../webhooks/outbox.ts';

/** A payroll has nothing new here between two visits of Link, and says so for each Item. */
export const creditPayrollIncomeRefresh = defineOperation<
  CreditPayrollIncomeRefreshRequest,
  CreditPayrollIncomeRefreshResponse
>({
  path: '/credit/payroll_income/refresh',
  request: {
    user_token: filledText.optional(),
    user_id: filledText.optional(),
    options: object({ item_ids: idList.optional(), webhook: httpUrl.optional() }).optional(),
  },
  handle: (call, { options, ...names }) => {
    const { sandbox, clientId } = call;
    const user = requireUser(call, names);
    const payrolls = requirePayrolls(sandbox, user, options?.item_ids);
    sandbox.db.transaction(() => {
      for (const { result } of payrolls) {
        enqueueClientWebhook(
          sandbox,
          { clientId, url: options?.webhook ?? null },
          {
            webhook_type: 'INCOME',
            webhook_code: 'INCOME_VERIFICATION',
            item_id: result.itemId,
            user_id: user.userId,
            verification_status: 'VERIFICATION_STATUS_PROCESSING_COMPLETE',
          },
        );
      }
    });
    return { verification_refresh_status: 'SUCCESSFUL' };
  },
});

import type {
  CreditBankStatementsUploadsGetRequest,
  CreditBankStatementsUploadsGetResponse,
} from 'plaid';
import { toDateTime } from '../../dates.ts';
import { processed, requirePayrolls } from '../../income/payroll-items.ts';
import { filledText, idList, object } from '../../plaid/fields.ts';
import { defineOperation } from '../../plaid/operation.ts';
import { requireUser } from '../../users/user.ts';

/** What people upload here are pay stubs and W-2s, so no upload has bank statements in it. */
export const creditBankStatementsUploadsGet = defineOperation<
  CreditBankStatementsUploadsGetRequest,
  CreditBankStatementsUploadsGetResponse
>({
  path: '/credit/bank_statements/uploads/get',
  request: {
    user_token: filledText.optional(),
    user_id: filledText.optional(),
    options: object({ item_ids: idList.optional() }).optional(),
  },
  handle: (call, { options, ...names }) => ({
    items: requirePayrolls(call.sandbox, requireUser(call, names), options?.item_ids)
      .filter(({ result }) => result.source === 'document')
      .map(({ result }) => ({
        item_id: result.itemId,
        bank_statements: [],
        status: processed,
        updated_at: toDateTime(result.recordedAt),
      })),
  }),
});

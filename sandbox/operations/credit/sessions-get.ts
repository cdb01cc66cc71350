import type { CreditSessionsGetRequest, CreditSessionsGetResponse } from 'plaid';
import { listIncomeResults } from '../../income/income-session.ts';
import { toWireSession } from '../../income/to-session.ts';
import { filledText } from '../../plaid/fields.ts';
import { defineOperation } from '../../plaid/operation.ts';
import { requireUser } from '../../users/user.ts';

export const creditSessionsGet = defineOperation<
  CreditSessionsGetRequest,
  CreditSessionsGetResponse
>({
  path: '/credit/sessions/get',
  request: { user_token: filledText.optional(), user_id: filledText.optional() },
  handle: (call, names) => {
    const { userId } = requireUser(call, names);
    const bySession = Map.groupBy(
      listIncomeResults(call.sandbox.db, userId),
      (result) => result.sessionId,
    );
    return {
      sessions: [...bySession].map(([sessionId, results]) =>
        toWireSession(call.sandbox, sessionId, results),
      ),
    };
  },
});

import type { StatementsRefreshRequest, StatementsRefreshResponse } from 'plaid';
import { addDays } from '../../dates.ts';
import { requireConsent, requireHealthyItem } from '../../items/require-item.ts';
import { PlaidFailure } from '../../plaid/failure.ts';
import { date, filledText } from '../../plaid/fields.ts';
import { defineOperation } from '../../plaid/operation.ts';
import { refreshStatements } from '../../statements/statement-periods.ts';

/** Plaid keeps up to two years of statements. */
const maxDays = 731;

export const statementsRefresh = defineOperation<
  StatementsRefreshRequest,
  StatementsRefreshResponse
>({
  path: '/statements/refresh',
  request: { access_token: filledText, start_date: date, end_date: date },
  handle: (call, { access_token, start_date, end_date }) => {
    const item = requireHealthyItem(call, access_token);
    requireConsent(item, 'statements');
    if (start_date > end_date || start_date < addDays(call.sandbox.clock.today(), -maxDays)) {
      throw new PlaidFailure('INVALID_FIELD', {
        message: 'start_date must not be after end_date, and lie within the last two years',
      });
    }
    refreshStatements(call.sandbox, item, { start_date, end_date });
    return {};
  },
});

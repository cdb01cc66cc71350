import type { CreditRelayCreateRequest, CreditRelayCreateResponse } from 'plaid';
import { grantReport } from '../../asset-reports/grants.ts';
import { requireReport } from '../../asset-reports/report.ts';
import { filledText, httpUrl } from '../../plaid/fields.ts';
import { defineOperation } from '../../plaid/operation.ts';

export const creditRelayCreate = defineOperation<
  CreditRelayCreateRequest,
  CreditRelayCreateResponse
>({
  path: '/credit/relay/create',
  request: {
    // One token of each type, and asset reports are the one type there is.
    report_tokens: filledText.array().length(1),
    secondary_client_id: filledText,
    // Taken, and never called: Plaid documents no webhook about somebody reading a relay.
    webhook: httpUrl.nullable().optional(),
  },
  handle: (call, { report_tokens, secondary_client_id }) => {
    const report = requireReport(call, report_tokens[0] ?? '');
    return {
      relay_token: grantReport(call, 'relay', report, secondary_client_id),
    };
  },
});

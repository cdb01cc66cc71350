import type { SignalReturnReportRequest, SignalReturnReportResponse } from 'plaid';
import { z } from 'zod';
import { dateTime } from '../../plaid/fields.ts';
import { defineOperation } from '../../plaid/operation.ts';
import { transactionId } from '../../signal/evaluate.ts';
import { reportReturn } from '../../signal/report.ts';

/** The codes of ACH returns are R01 to R85. */
const returnCode = z.custom<string>(
  (value) => typeof value === 'string' && /^R([0-7]\d|8[0-5])$/.test(value) && value !== 'R00',
  'must be an ACH return code such as R01',
);

export const signalReturnReport = defineOperation<
  SignalReturnReportRequest,
  SignalReturnReportResponse
>({
  path: '/signal/return/report',
  request: {
    client_transaction_id: transactionId,
    return_code: returnCode,
    returned_at: dateTime.nullable().optional(),
  },
  handle: (call, { client_transaction_id, ...report }) => {
    reportReturn(call, client_transaction_id, report);
    return {};
  },
});

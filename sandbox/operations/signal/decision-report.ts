import type { SignalDecisionReportRequest, SignalDecisionReportResponse } from 'plaid';
import { z } from 'zod';
import { dateTime, flag, wholeNumber } from '../../plaid/fields.ts';
import { defineOperation } from '../../plaid/operation.ts';
import { transactionId } from '../../signal/evaluate.ts';
import { reportDecision } from '../../signal/report.ts';

const maxDaysOnHold = 3650;

export const signalDecisionReport = defineOperation<
  SignalDecisionReportRequest,
  SignalDecisionReportResponse
>({
  path: '/signal/decision/report',
  request: {
    client_transaction_id: transactionId,
    initiated: flag,
    days_funds_on_hold: wholeNumber(0, maxDaysOnHold).nullable().optional(),
    decision_outcome: z
      .enum(['APPROVE', 'REVIEW', 'REJECT', 'TAKE_OTHER_RISK_MEASURES', 'NOT_EVALUATED'])
      .nullable()
      .optional(),
    payment_method: z
      .enum(['SAME_DAY_ACH', 'NEXT_DAY_ACH', 'STANDARD_ACH', 'MULTIPLE_PAYMENT_METHODS', 'null'])
      .nullable()
      .optional(),
    amount_instantly_available: z.number().min(0).nullable().optional(),
    submitted_at: dateTime.optional(),
  },
  handle: (call, { client_transaction_id, initiated, ...decision }) => {
    reportDecision(call, client_transaction_id, initiated, decision);
    return {};
  },
});

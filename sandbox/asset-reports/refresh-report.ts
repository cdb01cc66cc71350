import type { Call } from '../plaid/operation.ts';
import { orderReport, type Report, type ReportOrder } from './report.ts';

/** A new report of the same Items and accounts; what the changes name is different. */
export function refreshReport(call: Call, report: Report, changes: Partial<ReportOrder>): Report {
  const { clientId, userId } = report;
  return orderReport(call.sandbox, { clientId, userId }, { ...report.order, ...changes });
}

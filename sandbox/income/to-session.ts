import type { CreditSession, CreditSessionResults } from 'plaid';
import { toDateTime } from '../dates.ts';
import { findInstitution } from '../institutions/institutions.ts';
import type { Wire } from '../plaid/wire.ts';
import type { Sandbox } from '../sandbox.ts';
import type { IncomeResult } from './income-session.ts';
import { findPayroll } from './payroll.ts';

/** The results of one session of Link as `/credit/sessions/get` tells them. */
export function toWireSession(
  sandbox: Sandbox,
  sessionId: string,
  results: IncomeResult[],
): Wire<CreditSession> {
  const [first] = results;
  return {
    link_session_id: sessionId,
    ...(first ? { session_start_time: toDateTime(first.startedAt) } : {}),
    results: toWireResults(sandbox, results),
    errors: [],
  };
}

function toWireResults(sandbox: Sandbox, results: IncomeResult[]): Wire<CreditSessionResults> {
  const of = (source: IncomeResult['source']) =>
    results.filter((result) => result.source === source);
  const documents = of('document').map((result) => findPayroll(sandbox, result.itemId));
  return {
    item_add_results: results.map((result) => ({
      public_token: result.publicToken,
      item_id: result.itemId,
      institution_id: result.institutionId,
    })),
    bank_income_results: of('bank').map((result) => ({
      status: result.status,
      item_id: result.itemId,
      institution_id: result.institutionId,
    })),
    bank_employment_results: [],
    payroll_income_results: of('payroll').map((result) => {
      const payroll = findPayroll(sandbox, result.itemId);
      return {
        num_paystubs_retrieved: payroll.payStubs.length,
        num_w2s_retrieved: payroll.w2s.length,
        institution_id: result.institutionId,
        institution_name: findInstitution(result.institutionId)?.name ?? '',
      };
    }),
    document_income_results:
      documents.length === 0
        ? null
        : {
            num_paystubs_uploaded: documents.flatMap((payroll) => payroll.payStubs).length,
            num_w2s_uploaded: documents.flatMap((payroll) => payroll.w2s).length,
            num_bank_statements_uploaded: 0,
            num_1099s_uploaded: 0,
            num_i20s_uploaded: 0,
          },
  };
}

import type {
  CreditSessionDocumentIncomeResult,
  LinkSessionBankIncomeResult,
  LinkSessionPayrollIncomeResult,
} from 'plaid';
import {
  type IncomeResult,
  type IncomeSource,
  listIncomeOfSession,
  recordIncomeSession,
} from '../income/income-session.ts';
import { findPayroll } from '../income/payroll.ts';
import { findInstitution } from '../institutions/institutions.ts';
import type { Wire } from '../plaid/wire.ts';
import type { Sandbox } from '../sandbox.ts';
import { enqueueClientWebhook } from '../webhooks/outbox.ts';
import { findTokenUserId, type LinkTokenRequest } from './link-token.ts';
import type { LinkSession } from './session.ts';

/** The institution every pretended employer pays through. */
export const payrollProviderId = 'ins_135842';

/** Whether the session reads pay at an employer; Plaid allows one kind of source in a session. */
export function asksForPayroll(request: LinkTokenRequest): boolean {
  return (
    asksForIncome(request) &&
    (request.income_verification?.income_source_types ?? []).includes('payroll')
  );
}

/** Whether the session reads pay from what arrives at the bank. */
export function asksForBankIncome(request: LinkTokenRequest): boolean {
  return asksForIncome(request) && !asksForPayroll(request);
}

/** The ways to show one's pay: signing in at the payroll provider, or handing in documents. */
export function listPayrollWays(request: LinkTokenRequest): { login: boolean; documents: boolean } {
  const flows = request.income_verification?.payroll_income?.flow_types ?? [];
  return {
    login: flows.length === 0 || flows.includes('payroll_digital_income'),
    documents: flows.length === 0 || flows.includes('payroll_document_income'),
  };
}

/** Notes what the session has verified, and tells it where it took a moment to be read. */
export function recordIncome(sandbox: Sandbox, session: LinkSession, publicToken: string): void {
  const { token, progress } = session;
  const userId = findTokenUserId(sandbox, token);
  if (userId === null || !asksForIncome(token.request)) {
    return;
  }
  const source: IncomeSource = progress.documents
    ? 'document'
    : asksForPayroll(token.request)
      ? 'payroll'
      : 'bank';
  recordIncomeSession(sandbox, {
    userId,
    source,
    itemId: progress.itemId,
    institutionId: progress.institutionId ?? '',
    sessionId: session.sessionId,
    startedAt: sandbox.clock.now(),
    publicToken,
    daysRequested: token.request.income_verification?.bank_income?.days_requested,
  });
  if (source !== 'bank') {
    enqueueClientWebhook(
      sandbox,
      { clientId: token.clientId, url: token.request.webhook ?? null },
      {
        webhook_type: 'INCOME',
        webhook_code: 'INCOME_VERIFICATION',
        item_id: progress.itemId,
        user_id: userId,
        verification_status: 'VERIFICATION_STATUS_PROCESSING_COMPLETE',
      },
    );
  }
}

interface IncomeResults {
  bank_income_results: Wire<LinkSessionBankIncomeResult>[];
  payroll_income_results: Wire<LinkSessionPayrollIncomeResult>[];
  document_income_results: Wire<CreditSessionDocumentIncomeResult> | null;
}

/** What `/link/token/get` tells of it. */
export function listIncomeResultsOf(sandbox: Sandbox, sessionId: string): IncomeResults {
  const results = listIncomeOfSession(sandbox.db, sessionId);
  const of = (source: IncomeSource) => results.filter((result) => result.source === source);
  const [documents] = of('document');
  return {
    bank_income_results: of('bank').map((result) => ({
      status: result.status,
      item_id: result.itemId,
      institution: nameInstitution(result),
    })),
    payroll_income_results: of('payroll').map((result) => {
      const payroll = findPayroll(sandbox, result.itemId);
      return {
        num_paystubs_retrieved: payroll.payStubs.length,
        num_w2s_retrieved: payroll.w2s.length,
        institution: nameInstitution(result),
      };
    }),
    document_income_results: documents ? countDocuments(sandbox, documents) : null,
  };
}

function countDocuments(
  sandbox: Sandbox,
  result: IncomeResult,
): Wire<CreditSessionDocumentIncomeResult> {
  const payroll = findPayroll(sandbox, result.itemId);
  return {
    num_paystubs_uploaded: payroll.payStubs.length,
    num_w2s_uploaded: payroll.w2s.length,
    num_bank_statements_uploaded: 0,
    num_1099s_uploaded: 0,
    num_i20s_uploaded: 0,
  };
}

function nameInstitution({ institutionId }: IncomeResult) {
  const institution = findInstitution(institutionId);
  return institution ? { name: institution.name, institution_id: institution.id } : null;
}

function asksForIncome(request: LinkTokenRequest): boolean {
  return (request.products ?? []).includes('income_verification');
}

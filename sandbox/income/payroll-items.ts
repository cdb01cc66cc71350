import type {
  CreditEmploymentItem,
  CreditPayrollIncomeGetResponse,
  PayrollIncomeObject,
  PayrollItem,
  PayrollRiskSignalsItem,
} from 'plaid';
import { toDateTime } from '../dates.ts';
import { deriveId } from '../ids.ts';
import { findInstitution } from '../institutions/institutions.ts';
import type { ErrorCode } from '../plaid/error-catalogue.ts';
import { PlaidFailure } from '../plaid/failure.ts';
import type { Wire } from '../plaid/wire.ts';
import type { Sandbox } from '../sandbox.ts';
import type { User } from '../users/user.ts';
import { type IncomeResult, listIncomeResults } from './income-session.ts';
import { findPayroll, type Payroll } from './payroll.ts';

export const processed = { processing_status: 'PROCESSING_COMPLETE' };

/** The client also knows forms of foreign students, which Plaid's API does not describe yet. */
type WirePayroll = Omit<Wire<PayrollItem>, 'payroll_income'> & {
  payroll_income: Omit<Wire<PayrollIncomeObject>, 'i20s'>[];
};

/** The client's answer with what the sandbox sends. */
export type PayrollAnswer = Omit<CreditPayrollIncomeGetResponse, 'items'> & {
  items: WirePayroll[];
};

interface PayrollResult {
  result: IncomeResult;
  payroll: Payroll;
}

/** The payrolls and documents a user has shared, each Item once, or those of some Items. */
export function requirePayrolls(
  sandbox: Sandbox,
  user: User,
  itemIds: string[] | undefined,
  missing: ErrorCode = 'INCOME_VERIFICATION_NOT_FOUND',
): PayrollResult[] {
  const results = listIncomeResults(sandbox.db, user.userId).filter(
    (result) => result.source !== 'bank' && (itemIds?.includes(result.itemId) ?? true),
  );
  const latest = new Map(results.toReversed().map((result) => [result.itemId, result]));
  if (latest.size === 0 || (itemIds && latest.size < new Set(itemIds).size)) {
    throw new PlaidFailure(missing);
  }
  return [...latest.values()].map((result) => ({
    result,
    payroll: findPayroll(sandbox, result.itemId),
  }));
}

export function toWirePayroll({ result, payroll }: PayrollResult): WirePayroll {
  const accountId = derivePayrollAccount(result);
  const [latest] = payroll.payStubs;
  return {
    item_id: result.itemId,
    institution_id: result.institutionId,
    institution_name: findInstitution(result.institutionId)?.name ?? '',
    // Uploaded documents come from no account.
    accounts:
      result.source === 'document'
        ? []
        : [
            {
              account_id: accountId,
              rate_of_pay: describeRate(latest),
              pay_frequency: latest?.pay_period_details.pay_frequency ?? null,
            },
          ],
    payroll_income: [
      {
        account_id: result.source === 'document' ? null : accountId,
        pay_stubs: payroll.payStubs,
        w2s: payroll.w2s,
        form1099s: [],
      },
    ],
    status: processed,
    updated_at: toDateTime(result.recordedAt),
  };
}

export function toWireEmployment({ result, payroll }: PayrollResult): Wire<CreditEmploymentItem> {
  const byEmployer = Map.groupBy(payroll.payStubs, (stub) => stub.employer.name ?? '');
  return {
    item_id: result.itemId,
    employments: [...byEmployer].map(([name, stubs]) => ({
      account_id: result.source === 'document' ? null : derivePayrollAccount(result),
      status: 'ACTIVE',
      // The earliest day the pay stubs tell of; the payroll does not say when the work began.
      start_date: stubs.at(-1)?.pay_period_details.start_date ?? null,
      end_date: null,
      employer: { name: name || null },
      title: null,
      platform_ids: { employee_id: null, payroll_id: null, position_id: null },
      employee_type: 'FULL_TIME',
      last_paystub_date: stubs[0]?.pay_period_details.pay_date ?? null,
    })),
  };
}

/** Nothing is wrong with documents that the sandbox has made up itself. */
export function toWireRiskSignals({
  result,
  payroll,
}: PayrollResult): Wire<PayrollRiskSignalsItem> {
  const documents = [
    ...payroll.payStubs.map((stub) => ({ ...stub, type: 'PAYSLIP' as const })),
    ...payroll.w2s.map((w2) => ({ ...w2, type: 'TAX_FORM' as const })),
  ];
  return {
    item_id: result.itemId,
    verification_risk_signals: [
      {
        account_id: null,
        single_document_risk_signals: documents.map((document) => ({
          document_reference: {
            document_id: document.document_id,
            document_name: document.document_metadata.name,
            status: 'PROCESSING_COMPLETE',
            document_type: document.type,
            file_type: 'TRUE_PDF',
          },
          risk_signals: [],
          risk_summary: { risk_score: 0 },
        })),
        multi_document_risk_signals: [],
      },
    ],
  };
}

function derivePayrollAccount(result: IncomeResult): string {
  return deriveId(result.itemId, 'payroll-account');
}

function describeRate(latest: Payroll['payStubs'][number] | undefined) {
  const hourly = latest?.earnings.breakdown.find((part) => part.rate !== null);
  return hourly
    ? { pay_rate: 'HOURLY', pay_amount: hourly.rate }
    : {
        pay_rate: latest?.pay_period_details.pay_frequency ?? null,
        pay_amount: latest?.pay_period_details.gross_earnings ?? null,
      };
}

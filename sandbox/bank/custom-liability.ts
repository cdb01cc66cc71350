import { addMonths } from '../dates.ts';
import type { CustomAccount } from './custom-account.ts';
import type { CreditTerms, LiabilityTerms, StudentTerms } from './liability-terms.ts';
import { studentBalance } from './student-balance.ts';
import { usualCreditTerms, usualStudentTerms } from './usual-terms.ts';

type CustomLiability = NonNullable<CustomAccount['liability']>;

const usualRepaymentMonths = 120;
const usualAgeMonths = 24;
const usualPrincipal = 10_000;

/** The terms a configuration sets; null where it leaves them to the sandbox. */
export function readCustomTerms(account: CustomAccount, createdOn: string): LiabilityTerms | null {
  const { liability } = account;
  if (account.type === 'credit' && liability?.type === 'credit') {
    return toCreditTerms(liability);
  }
  return account.type === 'loan' && liability?.type === 'student'
    ? toStudentTerms(liability, account.starting_balance ?? null, createdOn)
    : null;
}

/** What is owed when only the terms say so. */
export function findOwed(terms: LiabilityTerms | null, today: string): number | null {
  return terms?.kind === 'student' ? studentBalance(terms, today) : null;
}

function toCreditTerms(liability: CustomLiability): CreditTerms {
  const rates = [
    liability.purchase_apr,
    liability.cash_apr,
    liability.balance_transfer_apr,
    liability.special_apr,
  ];
  const isSilent = rates.every((rate) => typeof rate !== 'number');
  return {
    ...usualCreditTerms,
    ...(isSilent
      ? {}
      : {
          purchaseRate: liability.purchase_apr ?? null,
          cashRate: liability.cash_apr ?? null,
          balanceTransferRate: liability.balance_transfer_apr ?? null,
          specialRate: liability.special_apr ?? null,
        }),
    lastPayment: liability.last_payment_amount ?? null,
    minimumPayment: liability.minimum_payment_amount ?? null,
    isOverdue: liability.is_overdue ?? false,
  };
}

function toStudentTerms(
  liability: CustomLiability,
  startingBalance: number | null,
  createdOn: string,
): StudentTerms {
  const usual = usualStudentTerms(startingBalance ?? usualPrincipal, createdOn);
  const model = liability.repayment_model;
  const plan = liability.repayment_plan_type ?? 'standard';
  const address = liability.servicer_address?.data;
  const pslf = liability.pslf_status;
  return {
    ...usual,
    // What the configuration gives replaces a schedule worked out backwards from the balance.
    ...(liability.origination_date || typeof liability.principal === 'number'
      ? {
          originatedOn: liability.origination_date ?? addMonths(createdOn, -usualAgeMonths),
          principal: liability.principal ?? startingBalance ?? usualPrincipal,
          repaymentMonths: usualRepaymentMonths,
        }
      : {}),
    ...(typeof liability.nominal_apr === 'number' ? { rate: liability.nominal_apr } : {}),
    ...(model?.repayment_months ? { repaymentMonths: model.repayment_months } : {}),
    graceMonths: model?.non_repayment_months ?? 0,
    capitaliseAfterMonths: liability.interest_capitalization_grace_period_months ?? null,
    payoffOn: liability.expected_payoff_date ?? null,
    guarantor: liability.guarantor ?? usual.guarantor,
    loanName: liability.loan_name ?? usual.loanName,
    status: liability.loan_status?.type
      ? { type: liability.loan_status.type, end_date: liability.loan_status.end_date ?? null }
      : null,
    paymentReference: liability.payment_reference_number ?? null,
    pslf: {
      estimated_eligibility_date: pslf?.estimated_eligibility_date ?? null,
      payments_made: pslf?.payments_made ?? null,
      payments_remaining: pslf?.payments_remaining ?? null,
    },
    plan: {
      type: plan === 'interest-only' ? 'interest only' : plan,
      description: liability.repayment_plan_description ?? `${plan} repayment`,
    },
    sequenceNumber: liability.sequence_number ?? usual.sequenceNumber,
    servicerAddress: address?.street
      ? {
          street: address.street,
          city: address.city ?? null,
          region: address.region ?? null,
          postal_code: address.postal_code ?? null,
          country: address.country ?? null,
        }
      : usual.servicerAddress,
    minimumPayment: liability.minimum_payment_amount ?? null,
    isOverdue: liability.is_overdue ?? false,
  };
}

import type {
  PSLFStatus,
  ServicerAddressData,
  StudentLoanStatus,
  StudentRepaymentPlan,
} from 'plaid';
import type { Wire } from '../plaid/wire.ts';

export interface CreditTerms {
  kind: 'credit';
  /** Yearly rates in percent; null where the card has no such rate. */
  purchaseRate: number | null;
  cashRate: number | null;
  balanceTransferRate: number | null;
  specialRate: number | null;
  /** Null lets the sandbox work it out from the balance. */
  lastPayment: number | null;
  minimumPayment: number | null;
  isOverdue: boolean;
}

export interface StudentTerms {
  kind: 'student';
  originatedOn: string;
  principal: number;
  rate: number;
  /** Months before the first payment, and months of payments. */
  graceMonths: number;
  repaymentMonths: number;
  /** From which month on unpaid interest bears interest itself; null for never. */
  capitaliseAfterMonths: number | null;
  payoffOn: string | null;
  guarantor: string | null;
  loanName: string | null;
  status: Wire<StudentLoanStatus> | null;
  paymentReference: string | null;
  pslf: Wire<PSLFStatus>;
  plan: Wire<StudentRepaymentPlan>;
  sequenceNumber: string | null;
  servicerAddress: Wire<ServicerAddressData>;
  minimumPayment: number | null;
  isOverdue: boolean;
}

export interface MortgageTerms {
  kind: 'mortgage';
  originatedOn: string;
  principal: number;
  rate: number;
  rateType: 'fixed' | 'variable';
  months: number;
}

export type LiabilityTerms = CreditTerms | StudentTerms | MortgageTerms;

import type { CreditDocumentMetadata, CreditPayStub, CreditPayStubAddress } from 'plaid';
import { deriveId } from '../ids.ts';
import type { Wire } from '../plaid/wire.ts';
import type { PartyFacts, PayStubFacts } from './payroll-config.ts';

const currency = { iso_currency_code: 'USD', unofficial_currency_code: null };

interface Part {
  canonical: string | null;
  description: string | null;
  amount: number | null;
  hours: number | null;
  rate: number | null;
  yearToDate: number | null;
}

/** Pay stubs as Plaid reports them, the latest first; year-to-date sums follow from the stubs before. */
export function composePayStubs(itemId: string, facts: PayStubFacts[]): Wire<CreditPayStub>[] {
  const byPayDate = [...facts].sort((a, b) => (payDateOf(a) < payDateOf(b) ? -1 : 1));
  const composed = byPayDate.map((stub, index) => {
    const year = payDateOf(stub).slice(0, 4);
    const before = byPayDate.slice(0, index).filter((each) => payDateOf(each).startsWith(year));
    return composePayStub(deriveId(itemId, 'paystub', String(index)), stub, before);
  });
  return composed.reverse();
}

function composePayStub(
  documentId: string,
  facts: PayStubFacts,
  before: PayStubFacts[],
): Wire<CreditPayStub> {
  const period = facts.pay_period_details;
  const ytd = (amountOf: (stub: PayStubFacts) => number) =>
    sum([...before, facts].map((stub) => amountOf(stub)));
  return {
    document_id: documentId,
    document_metadata: describeDocument(`paystub-${payDateOf(facts)}.pdf`, 'PAYSTUB'),
    employee: toEmployee(facts.employee),
    employer: { name: facts.employer?.name ?? null, address: toAddress(facts.employer?.address) },
    earnings: {
      breakdown: listEarnings(facts).map((part) => ({
        canonical_description: part.canonical,
        description: part.description,
        current_amount: part.amount,
        ytd_amount: part.yearToDate,
        hours: part.hours,
        rate: part.rate,
        ...currency,
      })),
      total: {
        current_amount: grossOf(facts),
        ytd_amount: ytd(grossOf),
        hours: sum(listEarnings(facts).map((part) => part.hours ?? 0)),
        ...currency,
      },
    },
    deductions: {
      breakdown: (facts.deductions?.breakdown ?? []).map((part) => ({
        description: part.description ?? null,
        current_amount: part.current_amount ?? null,
        ytd_amount: part.ytd_amount ?? null,
        ...currency,
      })),
      total: {
        current_amount: round(grossOf(facts) - netOf(facts)),
        ytd_amount: round(ytd(grossOf) - ytd(netOf)),
        ...currency,
      },
    },
    net_pay: {
      current_amount: netOf(facts),
      description: 'NET PAY',
      ytd_amount: ytd(netOf),
      ...currency,
    },
    pay_period_details: {
      pay_amount: netOf(facts),
      distribution_breakdown: [],
      start_date: period?.start_date ?? null,
      end_date: period?.end_date ?? null,
      gross_earnings: grossOf(facts),
      pay_date: payDateOf(facts) || null,
      pay_frequency: toFrequency(period?.pay_frequency),
      pay_basis: listEarnings(facts).some((part) => part.hours !== null) ? 'HOURLY' : 'SALARY',
      ...currency,
    },
  };
}

/** What the sandbox tells of every document: there is no file behind it to download. */
export function describeDocument(name: string, documentType: string): Wire<CreditDocumentMetadata> {
  return {
    name,
    document_type: documentType,
    download_url: null,
    status: 'PROCESSING_COMPLETE',
    page_count: 1,
    error_message: null,
  };
}

export function toEmployee(party: PartyFacts | null | undefined): Wire<CreditPayStub>['employee'] {
  return {
    name: party?.name ?? null,
    address: toAddress(party?.address),
    marital_status: party?.marital_status ?? null,
    taxpayer_id: {
      id_type: party?.taxpayer_id?.id_type ?? null,
      id_mask: party?.taxpayer_id?.id_mask ?? null,
    },
  };
}

export function toAddress(address: PartyFacts['address']): Wire<CreditPayStubAddress> {
  return {
    city: address?.city ?? null,
    country: address?.country ?? null,
    postal_code: address?.postal_code ?? null,
    region: address?.region ?? null,
    street: address?.street ?? null,
  };
}

/** A configuration describes earnings in one of two ways. */
function listEarnings(facts: PayStubFacts): Part[] {
  if (facts.earnings?.breakdown) {
    return facts.earnings.breakdown.map((part) => ({
      // Configurations write the words with spaces, answers with underscores.
      canonical: part.canonical_description?.replaceAll(' ', '_') ?? null,
      description: part.description ?? null,
      amount: part.current_amount ?? null,
      hours: part.hours ?? null,
      rate: part.rate ?? null,
      yearToDate: part.ytd_amount ?? null,
    }));
  }
  return (facts.income_breakdown ?? []).map((part) => ({
    canonical: part.type ? (canonicalByType[part.type] ?? 'OTHER') : null,
    description: part.type?.toUpperCase() ?? null,
    amount: part.total ?? null,
    hours: part.hours ?? null,
    rate: part.rate ?? null,
    yearToDate: null,
  }));
}

const canonicalByType: Record<string, string> = {
  bonus: 'BONUS',
  overtime: 'OVERTIME',
  regular: 'REGULAR_PAY',
};

/** `PAY_FREQUENCY_SEMIMONTHLY` of a configuration is `SEMI_MONTHLY` in answers. */
function toFrequency(configured: string | null | undefined): string | null {
  return configured?.replace('PAY_FREQUENCY_', '').replace('SEMIMONTHLY', 'SEMI_MONTHLY') ?? null;
}

function payDateOf(facts: PayStubFacts): string {
  const period = facts.pay_period_details;
  return period?.pay_date ?? period?.pay_day ?? period?.end_date ?? '';
}

function grossOf(facts: PayStubFacts): number {
  return (
    facts.pay_period_details?.gross_earnings ??
    sum(listEarnings(facts).map((part) => part.amount ?? 0))
  );
}

function netOf(facts: PayStubFacts): number {
  const deducted = sum((facts.deductions?.breakdown ?? []).map((part) => part.current_amount ?? 0));
  return facts.pay_period_details?.check_amount ?? round(grossOf(facts) - deducted);
}

function sum(amounts: number[]): number {
  return round(amounts.reduce((total, amount) => total + amount, 0));
}

function round(amount: number): number {
  return Math.round(amount * 100) / 100;
}

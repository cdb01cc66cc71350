import type {
  CounterpartyType,
  TransactionPaymentChannelEnum,
  TransactionTransactionTypeEnum,
} from 'plaid';
import type { Wire } from '../plaid/wire.ts';
import { merchants } from './merchants.ts';

export interface Enrichment {
  /** The name Plaid shows: the description, tidied. */
  name: string;
  merchantName: string | null;
  website: string | null;
  counterpartyKind: Wire<CounterpartyType> | null;
  category: string;
  confidence: 'VERY_HIGH' | 'HIGH' | 'LOW';
  channel: Wire<TransactionPaymentChannelEnum>;
  transactionType: Wire<TransactionTransactionTypeEnum>;
}

interface Phrase {
  match: RegExp;
  /** Category when the money comes in (negative at Plaid) and when it leaves. */
  incoming: string;
  outgoing: string;
  /** Whom the money came from or went to, where the description says so. */
  payer?: string;
}

/** Lines of a statement that name a purpose rather than a shop. The first match wins. */
const phrases: Phrase[] = [
  {
    match: /wage advance/i,
    incoming: 'LOAN_DISBURSEMENTS_EWA',
    outgoing: 'LOAN_PAYMENTS_EWA',
  },
  {
    match: /cash advance|payday/i,
    incoming: 'LOAN_DISBURSEMENTS_CASH_ADVANCES',
    outgoing: 'LOAN_PAYMENTS_CASH_ADVANCES',
  },
  incomeOnly(/gig ?work|courier payout/i, 'INCOME_GIG_ECONOMY'),
  incomeOnly(/social security|pension/i, 'INCOME_RETIREMENT_PENSION'),
  incomeOnly(/unemployment/i, 'INCOME_UNEMPLOYMENT'),
  incomeOnly(/child support/i, 'INCOME_CHILD_SUPPORT'),
  incomeOnly(/\binvoice\b|card sales/i, 'INCOME_CONTRACTOR'),
  {
    match: /gusto|payroll|salary|direct dep/i,
    incoming: 'INCOME_SALARY',
    outgoing: 'TRANSFER_OUT_ACCOUNT_TRANSFER',
    payer: 'Gusto',
  },
  both(
    /credit card.*payment|automatic payment|payment.*thank|card payment/i,
    'LOAN_PAYMENTS_CREDIT_CARD_PAYMENT',
  ),
  {
    match: /intrst|interest/i,
    incoming: 'INCOME_INTEREST_EARNED',
    outgoing: 'BANK_FEES_INTEREST_CHARGE',
  },
  { match: /dividend/i, incoming: 'INCOME_DIVIDENDS', outgoing: 'OTHER_OTHER' },
  {
    match: /tax refund|irs treas/i,
    incoming: 'INCOME_TAX_REFUND',
    outgoing: 'GOVERNMENT_AND_NON_PROFIT_TAX_PAYMENT',
  },
  both(/overdraft/i, 'BANK_FEES_OVERDRAFT_FEES'),
  both(/\bfee\b/i, 'BANK_FEES_OTHER_BANK_FEES'),
  {
    match: /\batm\b|cash withdrawal/i,
    incoming: 'TRANSFER_IN_DEPOSIT',
    outgoing: 'TRANSFER_OUT_WITHDRAWAL',
  },
  both(/mortgage/i, 'LOAN_PAYMENTS_MORTGAGE_PAYMENT'),
  both(/student loan/i, 'LOAN_PAYMENTS_STUDENT_LOAN_PAYMENT'),
  {
    match: /\brent\b|apartments|property mgmt/i,
    incoming: 'INCOME_RENTAL',
    outgoing: 'RENT_AND_UTILITIES_RENT',
  },
  {
    match: /\bcd deposit|to savings|savings transfer/i,
    incoming: 'TRANSFER_IN_SAVINGS',
    outgoing: 'TRANSFER_OUT_SAVINGS',
  },
  { match: /\bwire\b/i, incoming: 'TRANSFER_IN_WIRE', outgoing: 'TRANSFER_OUT_WIRE' },
  {
    match: /transfer|\bzelle\b|\bach\b/i,
    incoming: 'TRANSFER_IN_ACCOUNT_TRANSFER',
    outgoing: 'TRANSFER_OUT_ACCOUNT_TRANSFER',
  },
  {
    match: /deposit/i,
    incoming: 'TRANSFER_IN_DEPOSIT',
    outgoing: 'TRANSFER_OUT_OTHER_TRANSFER_OUT',
  },
];

/** Platforms that people earn at as well as spend at: what comes in from them as pay is income, not a refund. */
const gigPayout = /\b(uber|lyft|doordash|instacart)\b.*\b(pay(ment|out)?|earnings)\b/i;

/** Reads a bank's description the way Plaid's enrichment does: who, what for, and how sure. */
export function enrich(description: string, amount: number): Enrichment {
  const name = description.replaceAll(/\s+/g, ' ').trim();
  const merchant = merchants.find((candidate) => candidate.match.test(description));
  if (merchant) {
    const isGig = amount < 0 && gigPayout.test(description);
    return {
      name,
      merchantName: merchant.name,
      website: merchant.website,
      counterpartyKind: isGig ? 'income_source' : merchant.kind,
      category: isGig ? 'INCOME_GIG_ECONOMY' : merchant.category,
      confidence: 'VERY_HIGH',
      channel: merchant.channel,
      transactionType: merchant.channel === 'in store' ? 'place' : 'digital',
    };
  }
  const phrase = phrases.find((candidate) => candidate.match.test(description));
  const payer =
    phrase?.payer && description.toLowerCase().includes(phrase.payer.toLowerCase())
      ? phrase.payer
      : null;
  return {
    name,
    merchantName: payer,
    website: null,
    counterpartyKind: payer ? 'income_source' : null,
    category: phrase ? choose(phrase, amount) : fallback(amount),
    confidence: phrase ? 'HIGH' : 'LOW',
    channel: 'other',
    transactionType: 'special',
  };
}

function incomeOnly(match: RegExp, category: string): Phrase {
  return { match, incoming: category, outgoing: 'OTHER_OTHER' };
}

function both(match: RegExp, category: string): Phrase {
  return { match, incoming: category, outgoing: category };
}

function choose(phrase: Phrase, amount: number): string {
  return amount < 0 ? phrase.incoming : phrase.outgoing;
}

function fallback(amount: number): string {
  return amount < 0 ? 'INCOME_OTHER' : 'GENERAL_MERCHANDISE_OTHER_GENERAL_MERCHANDISE';
}

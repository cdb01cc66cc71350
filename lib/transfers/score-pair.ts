import 'server-only';
import { type CivilDate, epochDay } from '#lib/dates/civil-date';
import type { TransferReason } from './contract.ts';

/** A row that may be an end, as the bank tells it. */
export type End = {
  id: string;
  accountId: string;
  /** The last digits of the account's number. */
  mask: string | null;
  date: CivilDate;
  /** Our sign. */
  amountMinor: bigint;
  currency: string;
  /** Plaid's category. */
  code: string | null;
  text: string;
};

/** Money that leaves, and money that arrives. */
export type Pair = { out: End; in: End };

export type Scored = Pair & { confidence: number; days: number; reasons: TransferReason[] };

/** The longest that money is under way between two banks, weekends and holidays included. */
export const windowDays = 7;
/** Between two currencies the amounts tell nothing. */
const exchangeWindowDays = 3;
/** From here on it is confirmed for the person, where nothing else comes into question. */
export const confirmFrom = 80;
/** From here on it is asked. */
export const suggestFrom = 55;

/** What a day between the two ends costs, the first by the first. */
const dayPoints = [20, 18, 15, 12, 9, 6, 4, 2];

/**
 * How likely two rows are one transfer, in percent; null where they cannot be. Only what the banks say
 * counts: not who is asked, not in which order the rows came.
 */
export function scorePair({ out, in: into }: Pair): Scored | null {
  const days = Math.abs(epochDay(into.date) - epochDay(out.date));
  if (out.accountId === into.accountId || out.amountMinor >= 0n || into.amountMinor <= 0n) {
    return null;
  }
  const called = [out, into].map(callsItTransfer);
  const reasons: TransferReason[] = [];
  if (out.currency !== into.currency) {
    if (days > exchangeWindowDays || !called.every((each) => each === 'yes')) return null;
    reasons.push('exchanged', 'both_called');
    return { out, in: into, days, reasons, confidence: 40 + (dayPoints[days] ?? 0) };
  }
  if (out.amountMinor !== -into.amountMinor || days > windowDays) return null;
  reasons.push('same_amount');
  let confidence = 40 + (dayPoints[days] ?? 0);
  const calls = called.filter((each) => each === 'yes').length;
  if (calls === 2) {
    reasons.push('both_called');
    confidence += 25;
  } else if (calls === 1) {
    reasons.push('one_called');
    confidence += 10;
  }
  confidence -= 25 * called.filter((each) => each === 'no').length;
  if (names(out, into) || names(into, out)) {
    reasons.push('names_account');
    confidence += 10;
  }
  return { out, in: into, days, reasons, confidence };
}

const transferCodes = /^(TRANSFER_(IN|OUT)|LOAN_PAYMENTS|LOAN_DISBURSEMENTS)(_|$)/;
/** What a bank says that has nothing to say. */
const vagueCodes = /^(OTHER|GENERAL_SERVICES|BANK_FEES)(_|$)/;

/** A bank that takes a row for groceries speaks against it, one that says nothing does not. */
function callsItTransfer({ code }: End): 'yes' | 'no' | 'silent' {
  if (code === null || vagueCodes.test(code)) return 'silent';
  return transferCodes.test(code) ? 'yes' : 'no';
}

/** Whether a row's text holds the last digits of the other's account. */
function names({ text }: End, { mask }: End): boolean {
  return mask !== null && /^\d{4,}$/.test(mask) && new RegExp(`(^|\\D)${mask}(\\D|$)`).test(text);
}

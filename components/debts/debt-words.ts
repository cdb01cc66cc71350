import { type CivilDate, formatCivilDate } from '#lib/dates/civil-date';
import type { StatementMatchDto } from '#lib/debts/contract';
import { formatAmount } from '#lib/money/format-amount';

/** "15.24%"; two decimals at least, as banks print them. */
export function formatRate(rate: string): string {
  const [whole, fraction = ''] = rate.split('.');
  return `${whole}.${fraction.padEnd(2, '0')}%`;
}

type Judged = Extract<StatementMatchDto, { basis: string }>;
type Candidate = Judged['candidates'][number];

/** What the statement of a day was held against, in one sentence. */
export function sayBasis(match: StatementMatchDto, on: CivilDate, today: CivilDate): string {
  const day = (date: CivilDate) => formatCivilDate(date, today);
  if (match.kind === 'unknown') {
    return 'The statement before it was not seen here, and the bank’s balance has not moved with its transactions yet: there is nothing to hold it against. The next statement will be held against this one.';
  }
  if (match.basis === 'since') {
    return `Counted back from today: what is owed now, less all since ${day(on)}. Plaid does not say when the statement’s cycle began; the next statement will be held against this one.`;
  }
  return `The statement of ${day(match.openedOn ?? on)} and all transactions since, up to ${day(on)}.`;
}

/** "more is owed on it by $12.00 than the transactions come to". */
export function sayDifference({ differenceMinor }: Judged, currency: string): string {
  const size = formatAmount(Math.abs(differenceMinor), currency).text;
  return differenceMinor > 0
    ? `The statement is ${size} more than the transactions come to.`
    : `The statement is ${size} less than the transactions come to.`;
}

/** What may explain the difference, or that nothing here does. */
export function sayExplanation({ candidates }: Judged): string {
  const explaining = candidates.filter(({ explains }) => explains);
  if (explaining.length === 0) {
    return candidates.length === 0
      ? 'No transaction here explains that: one the bank counted may be missing.'
      : 'No transaction here explains that: one the bank counted may be missing. These lie near the statement’s day:';
  }
  if (explaining.length === 1) return 'This transaction explains all of it:';
  const isPair = explaining.every(({ why }) => why !== 'twice') && explaining.length === 2;
  return isPair ? 'These may explain it:' : 'Any of these would explain it:';
}

export const candidateWords: Record<Candidate['why'], string> = {
  after: 'Dated after the statement, and may be in it',
  before: 'Dated before its cycle, and may be in it',
  end: 'Dated in it, and may be in the next one',
  start: 'Dated in it, and may be in the one before',
  pending: 'Pending here, and may be in it',
  twice: 'Here twice',
  exact: 'Worth just what is too much',
};

import 'server-only';
import type { CivilDate } from '#lib/dates/civil-date';

export type Question = { date: CivilDate; amountMinor: number | null; text: string | null };

export type Candidate = {
  /** The day shown and the bank's own. */
  date: CivilDate;
  bankDate: CivilDate;
  amountMinor: number;
  searchText: string;
};

const day = 86_400_000;
/** A purchase, its posting and one's memory of it lie this far apart at most. */
const closeDays = 5;
/** Worth showing where something else fits. */
export const nearDays = 10;

/**
 * Whether a row is what is asked for. Pure. People remember amounts without a sign, days roughly,
 * and merchants by another name than the bank: where all that was said fits it is exact, and where
 * the amount or the name alone fits it comes near.
 */
export function judgeRow(row: Candidate, question: Question): 'exact' | 'near' | null {
  const { amountMinor, text } = question;
  const distance = Math.min(
    daysBetween(row.date, question.date),
    daysBetween(row.bankDate, question.date),
  );
  if (distance > nearDays) return null;
  // A day alone names nothing: what lies on it may be what is meant.
  if (amountMinor === null && text === null) return distance <= 1 ? 'near' : null;
  const amountFits = amountMinor !== null && Math.abs(row.amountMinor) === amountMinor;
  const textFits = text !== null && row.searchText.toLowerCase().includes(text.toLowerCase());
  if (!amountFits && !textFits) return null;
  const allFits = (amountMinor === null || amountFits) && (text === null || textFits);
  return allFits && distance <= closeDays ? 'exact' : 'near';
}

function daysBetween(a: CivilDate, b: CivilDate): number {
  return Math.abs(Date.parse(a) - Date.parse(b)) / day;
}

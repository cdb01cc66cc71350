import 'server-only';
import { addDays, type CivilDate, civilDateIn } from '#lib/dates/civil-date';

/** Plaid gives two years of statements, by the days they were issued on. */
const days = 730;

/** All that Plaid would give now. A day of UTC that has not begun at the bank has no statement yet. */
export function statementDays(now: Date): { from: CivilDate; to: CivilDate } {
  const to = civilDateIn('UTC', now);
  return { from: addDays(to, -days), to };
}

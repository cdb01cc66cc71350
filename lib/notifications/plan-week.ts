import 'server-only';
import { addDays, civilDateIn } from '#lib/dates/civil-date';
import { type Cycle, type Span, spanOn } from '#lib/dates/cycles';
import { instantOf } from '#lib/dates/instant-of';

/** Until a browser said where one is. */
export const unknownZone = 'UTC';
/** One of the Mondays on which weeks begin. */
export const weeks: Cycle = { kind: 'weeks', weeks: 1, from: '2024-01-01' };
/** Of a Monday's clock there. */
const hour = 8;
/** Who was not told for so long, because no worker ran, hears of the next week. */
const lateMs = 2 * 86_400_000;

/** When the member's next week is summed up, after now. */
export function nextDue(timeZone: string, now: Date): Date {
  const { from, to } = spanOn(weeks, civilDateIn(timeZone, now));
  const due = instantOf(timeZone, from, hour);
  return due > now ? due : instantOf(timeZone, addDays(to, 1), hour);
}

/** The week that was to be summed up then; null where that was too long ago. */
export function weekDueAt(timeZone: string, dueAt: Date, now: Date): Span | null {
  if (now.getTime() - dueAt.getTime() > lateMs) return null;
  return spanOn(weeks, addDays(spanOn(weeks, civilDateIn(timeZone, dueAt)).from, -1));
}

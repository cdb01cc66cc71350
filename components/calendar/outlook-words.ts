import type { RhythmDto } from '#lib/calendar/contract';
import { formatCivilDate } from '#lib/dates/civil-date';

const hour = 3_600_000;
const day = 24 * hour;
const soonDays = 14;

/** When access ends; `soon`: worth a mark beside the bank's name. */
export function describeEnd(
  endsAt: string | null,
  today: string,
): { text: string; soon: string | null } {
  if (!endsAt) return { text: 'No end is known', soon: null };
  const on = endsAt.slice(0, 10);
  const days = Math.round((Date.parse(on) - Date.parse(today)) / day);
  const date = formatCivilDate(on, today);
  if (days < 0) return { text: `Ended on ${date}`, soon: 'Ended' };
  const left = days === 0 ? 'today' : days === 1 ? 'tomorrow' : `in ${days} days`;
  return {
    text: `Ends on ${date}, ${left}, unless somebody signs in again`,
    soon: days <= soonDays ? `Ends ${left}` : null,
  };
}

/** The next refresh is a guess from the past and says so. */
export function describeNext({ nextAt }: RhythmDto, now = new Date()): string {
  if (!nextAt) return 'Too early to tell';
  const ms = Date.parse(nextAt) - now.getTime();
  if (ms < -hour) return `Expected ${describeSpan(-ms)} ago; it may come any time`;
  if (ms < hour) return 'About now';
  return `In about ${describeSpan(ms)}`;
}

export function describeGap({ usualGapMs }: RhythmDto): string {
  return usualGapMs === null
    ? 'Not seen often enough yet'
    : `Something new every ${describeSpan(usualGapMs)}`;
}

export function describeLag({ usualLagDays }: RhythmDto): string {
  if (usualLagDays === null) return '';
  if (usualLagDays === 0) return ', on the day of the transaction';
  return `, ${usualLagDays === 1 ? '1 day' : `${usualLagDays} days`} after the transaction`;
}

function describeSpan(ms: number): string {
  if (ms < 36 * hour) {
    const hours = Math.max(1, Math.round(ms / hour));
    return hours === 1 ? '1 hour' : `${hours} hours`;
  }
  return `${Math.round(ms / day)} days`;
}

import { addDays, type CivilDate, formatCivilDate } from '#lib/dates/civil-date';

/**
 * "Today", "Yesterday", "Sat, Nov 21" or, in another year, "Nov 21, 2025".
 *
 * @param length  `short` leaves the weekday out, for a phone
 */
export function dayLabel(
  date: CivilDate,
  today: CivilDate,
  length: 'full' | 'short' = 'full',
): string {
  if (date === today) return 'Today';
  if (date === addDays(today, -1)) return 'Yesterday';
  return formatCivilDate(date, today, length);
}

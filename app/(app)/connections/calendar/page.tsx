import { CalendarView } from '#components/calendar/calendar-view';
import { timeZoneChoice, todayIn } from '#components/shell/time-zone';
import { requireSession } from '#lib/auth/current-session';
import { readChoice } from '#lib/auth/read-choice';
import { getCalendar } from '#lib/calendar/queries';

export const metadata = { title: 'What comes up' };

export default async function CalendarPage() {
  const session = await requireSession();
  const [calendar, timeZone] = await Promise.all([
    getCalendar(session),
    readChoice(timeZoneChoice),
  ]);
  const today = todayIn(timeZone);
  return <CalendarView fallback={calendar} today={today} />;
}

import { cookies } from 'next/headers';
import { CalendarView } from '#components/calendar/calendar-view';
import { timeZoneCookieName, todayIn } from '#components/shell/time-zone';
import { requireSession } from '#lib/auth/current-session';
import { getCalendar } from '#lib/calendar/queries';

export const metadata = { title: 'What comes up' };

export default async function CalendarPage() {
  const session = await requireSession();
  const [calendar, cookieJar] = await Promise.all([getCalendar(session), cookies()]);
  const today = todayIn(cookieJar.get(timeZoneCookieName)?.value);
  return <CalendarView fallback={calendar} today={today} />;
}

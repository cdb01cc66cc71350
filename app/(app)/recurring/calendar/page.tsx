import { BillsCalendar } from '#components/recurring/bills-calendar';
import { LiveRefresh } from '#components/shell/live-refresh';
import { timeZoneChoice, todayIn } from '#components/shell/time-zone';
import { requireSession } from '#lib/auth/current-session';
import { readChoice } from '#lib/auth/read-choice';
import { spanOn } from '#lib/dates/cycles';
import { recurringQuery } from '#lib/recurring/contract';
import { listDues, listedOnce } from '#lib/recurring/dues';

export const metadata = { title: 'Bills calendar' };

export default async function BillsCalendarPage({
  searchParams,
}: PageProps<'/recurring/calendar'>) {
  const session = await requireSession();
  const today = todayIn(await readChoice(timeZoneChoice));
  const asked = recurringQuery.safeParse({ on: (await searchParams).on });
  const month = spanOn({ kind: 'month', day: 1 }, asked.data?.on ?? today);
  return (
    <>
      <LiveRefresh topics={['recurring', 'transactions']} />
      <BillsCalendar
        dues={listedOnce(await listDues(session, month, today))}
        month={month}
        today={today}
      />
    </>
  );
}

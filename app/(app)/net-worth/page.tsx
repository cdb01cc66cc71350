import { PeriodLinks } from '#components/charts/period-links';
import { NetWorthView } from '#components/net-worth/net-worth-view';
import { LiveRefresh } from '#components/shell/live-refresh';
import { timeZoneChoice, todayIn } from '#components/shell/time-zone';
import { PageHeader } from '#components/ui/page-header';
import { requireSession } from '#lib/auth/current-session';
import { readChoice } from '#lib/auth/read-choice';
import { readPeriod } from '#lib/balances/contract';
import { getNetWorth } from '#lib/net-worth/queries';

export const metadata = { title: 'Net worth' };

export default async function NetWorthPage({ searchParams }: PageProps<'/net-worth'>) {
  const session = await requireSession();
  const today = todayIn(await readChoice(timeZoneChoice));
  const period = readPeriod(await searchParams, today);
  const worth = await getNetWorth(session, { from: period.from, to: period.to, today });
  return (
    <div className="max-w-4xl">
      <LiveRefresh topics={['accounts']} />
      <PageHeader title="Net worth" className="mb-4" />
      <div className="mb-8 -ml-2.5">
        <PeriodLinks period={period} today={today} />
      </div>
      <NetWorthView worth={worth} today={today} />
    </div>
  );
}

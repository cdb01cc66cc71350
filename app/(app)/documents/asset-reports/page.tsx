import { AssetReportsView } from '#components/asset-reports/asset-reports-view';
import { LiveRefresh } from '#components/shell/live-refresh';
import { timeZoneChoice, todayIn } from '#components/shell/time-zone';
import { listReportBanks, listReports } from '#lib/asset-reports/queries';
import { requireSession } from '#lib/auth/current-session';
import { readChoice } from '#lib/auth/read-choice';
import { reaches } from '#lib/households/roles';

export const metadata = { title: 'Asset reports' };

export default async function AssetReportsPage() {
  const session = await requireSession();
  const today = todayIn(await readChoice(timeZoneChoice));
  const [{ items }, banks] = await Promise.all([listReports(session), listReportBanks(session)]);
  return (
    <>
      <LiveRefresh topics={['asset_reports', 'items']} />
      <AssetReportsView
        reports={items}
        banks={banks}
        mayChange={reaches(session.role, 'member')}
        today={today}
      />
    </>
  );
}

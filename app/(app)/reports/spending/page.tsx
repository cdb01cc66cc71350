import { BreakdownView } from '#components/reports/breakdown-view';
import { ReportPage } from '#components/reports/report-page';
import { timeZoneChoice, todayIn } from '#components/shell/time-zone';
import { listAccounts } from '#lib/accounts/queries';
import { requireSession } from '#lib/auth/current-session';
import { readChoice } from '#lib/auth/read-choice';
import { readReport } from '#lib/reports/contract';
import { getBreakdown } from '#lib/reports/queries';
import { listSavedReports } from '#lib/saved-reports/queries';

export const metadata = { title: 'Spending' };

export default async function SpendingPage({ searchParams }: PageProps<'/reports/spending'>) {
  const session = await requireSession();
  const today = todayIn(await readChoice(timeZoneChoice));
  const query = readReport(await searchParams);
  const [report, accounts, saved] = await Promise.all([
    getBreakdown(session, 'spending', query, today),
    listAccounts(session),
    listSavedReports(session),
  ]);
  const frame = { kind: 'spending' as const, query, today, accounts, saved };
  return (
    <ReportPage {...frame} span={report.time.span}>
      <BreakdownView kind="spending" report={report} query={query} today={today} />
    </ReportPage>
  );
}

import { FlowView } from '#components/reports/flow-view';
import { ReportPage } from '#components/reports/report-page';
import { timeZoneChoice, todayIn } from '#components/shell/time-zone';
import { listAccounts } from '#lib/accounts/queries';
import { requireSession } from '#lib/auth/current-session';
import { readChoice } from '#lib/auth/read-choice';
import { readReport } from '#lib/reports/contract';
import { getFlow } from '#lib/reports/queries';
import { listSavedReports } from '#lib/saved-reports/queries';

export const metadata = { title: 'Where it goes' };

export default async function FlowPage({ searchParams }: PageProps<'/reports/flow'>) {
  const session = await requireSession();
  const today = todayIn(await readChoice(timeZoneChoice));
  const query = readReport(await searchParams);
  const [report, accounts, saved] = await Promise.all([
    getFlow(session, query, today),
    listAccounts(session),
    listSavedReports(session),
  ]);
  const frame = { kind: 'flow' as const, query, today, accounts, saved };
  return (
    <ReportPage {...frame} span={report.time.span}>
      <FlowView report={report} query={query} today={today} />
    </ReportPage>
  );
}

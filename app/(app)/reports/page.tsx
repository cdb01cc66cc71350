import { CashFlowView } from '#components/reports/cash-flow-view';
import { ReportPage } from '#components/reports/report-page';
import { timeZoneChoice, todayIn } from '#components/shell/time-zone';
import { listAccounts } from '#lib/accounts/queries';
import { requireSession } from '#lib/auth/current-session';
import { readChoice } from '#lib/auth/read-choice';
import { readReport } from '#lib/reports/contract';
import { getCashFlow } from '#lib/reports/queries';
import { listSavedReports } from '#lib/saved-reports/queries';

export const metadata = { title: 'Cash flow' };

export default async function CashFlowPage({ searchParams }: PageProps<'/reports'>) {
  const session = await requireSession();
  const today = todayIn(await readChoice(timeZoneChoice));
  const query = readReport(await searchParams);
  const [report, accounts, saved] = await Promise.all([
    getCashFlow(session, query, today),
    listAccounts(session),
    listSavedReports(session),
  ]);
  const frame = { kind: 'cash-flow' as const, query, today, accounts, saved };
  return (
    <ReportPage {...frame} span={report.time.span}>
      <CashFlowView report={report} query={query} today={today} />
    </ReportPage>
  );
}

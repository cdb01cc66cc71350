import { ReportPage } from '#components/reports/report-page';
import { YearsView } from '#components/reports/years-view';
import { timeZoneChoice, todayIn } from '#components/shell/time-zone';
import { listAccounts } from '#lib/accounts/queries';
import { requireSession } from '#lib/auth/current-session';
import { readChoice } from '#lib/auth/read-choice';
import { readReport } from '#lib/reports/contract';
import { getYears } from '#lib/reports/queries';
import { listSavedReports } from '#lib/saved-reports/queries';

export const metadata = { title: 'Year over year' };

export default async function YearsPage({ searchParams }: PageProps<'/reports/years'>) {
  const session = await requireSession();
  const today = todayIn(await readChoice(timeZoneChoice));
  const query = readReport(await searchParams);
  const [report, accounts, saved] = await Promise.all([
    getYears(session, query, today),
    listAccounts(session),
    listSavedReports(session),
  ]);
  const frame = { kind: 'years' as const, query, today, accounts, saved };
  return (
    <ReportPage {...frame} span={{ from: `${report.years.at(-1)}-01-01`, to: today }}>
      <YearsView report={report} query={query} today={today} />
    </ReportPage>
  );
}

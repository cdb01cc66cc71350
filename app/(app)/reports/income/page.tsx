import { BreakdownView } from '#components/reports/breakdown-view';
import { ReportPage } from '#components/reports/report-page';
import { timeZoneChoice, todayIn } from '#components/shell/time-zone';
import { Link } from '#components/ui/link';
import { TextLink } from '#components/ui/text-link';
import { listAccounts } from '#lib/accounts/queries';
import { requireSession } from '#lib/auth/current-session';
import { readChoice } from '#lib/auth/read-choice';
import { readReport } from '#lib/reports/contract';
import { getBreakdown } from '#lib/reports/queries';
import { listSavedReports } from '#lib/saved-reports/queries';

export const metadata = { title: 'Income' };

export default async function IncomePage({ searchParams }: PageProps<'/reports/income'>) {
  const session = await requireSession();
  const today = todayIn(await readChoice(timeZoneChoice));
  const query = readReport(await searchParams);
  const [report, accounts, saved] = await Promise.all([
    getBreakdown(session, 'income', query, today),
    listAccounts(session),
    listSavedReports(session),
  ]);
  const frame = { kind: 'income' as const, query, today, accounts, saved };
  return (
    <ReportPage {...frame} span={report.time.span}>
      <BreakdownView kind="income" report={report} query={query} today={today} />
      <p className="mt-8 text-ink-soft text-sm print:hidden">
        What Plaid and your employer say of it stands under{' '}
        <TextLink asChild>
          <Link href="/documents/income">Documents</Link>
        </TextLink>
        .
      </p>
    </ReportPage>
  );
}

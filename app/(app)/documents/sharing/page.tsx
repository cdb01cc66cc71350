import { nameReport } from '#components/asset-reports/report-words';
import { PacksView } from '#components/proof-packs/packs-view';
import { LiveRefresh } from '#components/shell/live-refresh';
import { timeZoneChoice, todayIn } from '#components/shell/time-zone';
import { listReports } from '#lib/asset-reports/queries';
import { requireSession } from '#lib/auth/current-session';
import { readChoice } from '#lib/auth/read-choice';
import { formatMonth } from '#lib/dates/format-month';
import { reaches } from '#lib/households/roles';
import { hasIncomeReport } from '#lib/income/download-report';
import { listOwnStatements } from '#lib/proof-packs/list-own-statements';
import { listPacks } from '#lib/proof-packs/queries';

export const metadata = { title: 'Sharing' };

export default async function PacksPage() {
  const session = await requireSession();
  const today = todayIn(await readChoice(timeZoneChoice));
  const [packs, reports, accounts, income] = await Promise.all([
    listPacks(session),
    listReports(session),
    listOwnStatements(session),
    hasIncomeReport(session),
  ]);
  const choices = {
    income,
    reports: reports.items
      .filter(({ state }) => state === 'ready')
      .map((report) => ({ id: report.id, label: `Asset report: ${nameReport(report)}` })),
    accounts: accounts.map(({ name, statements }) => ({
      name,
      statements: statements.map(({ id, month }) => ({ id, label: formatMonth(month) })),
    })),
  };
  return (
    <>
      <LiveRefresh topics={['proof_packs', 'asset_reports']} />
      <PacksView
        packs={packs.items}
        choices={choices}
        mayChange={reaches(session.role, 'member')}
        today={today}
      />
    </>
  );
}

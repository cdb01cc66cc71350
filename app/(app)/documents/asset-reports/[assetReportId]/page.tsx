import { Suspense } from 'react';
import { ReportContent } from '#components/asset-reports/report-content';
import { ReportCopies } from '#components/asset-reports/report-copies';
import { ReportHead } from '#components/asset-reports/report-head';
import { ReportProblem } from '#components/asset-reports/report-problem';
import { ReportSkeleton } from '#components/asset-reports/report-skeleton';
import { LiveRefresh } from '#components/shell/live-refresh';
import { timeZoneChoice, todayIn } from '#components/shell/time-zone';
import { getReport } from '#lib/asset-reports/queries';
import { readReport } from '#lib/asset-reports/read-report';
import { requireSession } from '#lib/auth/current-session';
import { readChoice } from '#lib/auth/read-choice';
import type { CivilDate } from '#lib/dates/civil-date';
import { AppError } from '#lib/errors';
import { reaches } from '#lib/households/roles';
import type { Viewer } from '#lib/privacy/viewer';
import { readOrNotFound } from '#lib/read-or-not-found';

export const metadata = { title: 'Asset report' };

export default async function AssetReportPage({
  params,
}: PageProps<'/documents/asset-reports/[assetReportId]'>) {
  const { assetReportId } = await params;
  const session = await requireSession();
  const today = todayIn(await readChoice(timeZoneChoice));
  const report = await readOrNotFound(assetReportId, (id) => getReport(session, id));
  const mayChange = reaches(session.role, 'member');
  return (
    <>
      <LiveRefresh topics={['asset_reports']} />
      <ReportHead report={report} mayChange={mayChange} today={today} />
      {report.state === 'ready' ? (
        <>
          <Suspense fallback={<ReportSkeleton />}>
            <Content viewer={session} id={assetReportId} mayChange={mayChange} today={today} />
          </Suspense>
          {mayChange ? <ReportCopies report={report} /> : null}
        </>
      ) : null}
    </>
  );
}

/** Plaid is asked while the rest of the page is there already. */
async function Content({
  viewer,
  id,
  ...view
}: {
  viewer: Viewer;
  id: string;
  mayChange: boolean;
  today: CivilDate;
}) {
  const content = await readReport(viewer, id).catch((error: unknown) => {
    if (error instanceof AppError) return error.message;
    throw error;
  });
  return typeof content === 'string' ? (
    <ReportProblem>{content}</ReportProblem>
  ) : (
    <ReportContent reportId={id} content={content} {...view} />
  );
}

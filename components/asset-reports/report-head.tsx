import { Link } from '#components/ui/link';
import { RelativeTime } from '#components/ui/relative-time';
import { Spinner } from '#components/ui/spinner';
import { TextLink } from '#components/ui/text-link';
import type { AssetReportDto } from '#lib/asset-reports/contract';
import { type CivilDate, formatCivilDate } from '#lib/dates/civil-date';
import { ReportActions } from './report-actions.tsx';
import { ReportState } from './report-state.tsx';
import { nameReport } from './report-words.tsx';

/** What a report is of, how far it is, and what can be done with it. */
export function ReportHead({
  report,
  mayChange,
  today,
}: {
  report: AssetReportDto;
  mayChange: boolean;
  today: CivilDate;
}) {
  const { banks, state, text, createdAt, expiresAt } = report;
  return (
    <header className="mb-8">
      <p className="mb-2 text-ink-soft text-sm">
        <TextLink asChild>
          <Link href="/documents/asset-reports">Asset reports</Link>
        </TextLink>
      </p>
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="min-w-0">
          <h2 className="flex flex-wrap items-center gap-x-3 font-semibold text-lg">
            {nameReport(report)}
            <ReportState state={state} />
          </h2>
          <p className="mt-0.5 text-ink-soft">{banks.join(', ')}</p>
          <p className="text-ink-faint text-sm">
            Asked for <RelativeTime iso={createdAt} />. Removed by itself on{' '}
            {formatCivilDate(expiresAt.slice(0, 10), today, 'short')}.
          </p>
        </div>
        {mayChange && state !== 'removing' ? <ReportActions report={report} /> : null}
      </div>
      {text ? (
        <p className="mt-6 flex max-w-prose gap-3" role="status">
          {state === 'waiting' ? <Spinner className="mt-0.5 shrink-0" /> : null}
          <span>{text}</span>
        </p>
      ) : null}
    </header>
  );
}

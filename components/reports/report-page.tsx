import type { ReactNode } from 'react';
import { LiveRefresh } from '#components/shell/live-refresh';
import { SectionNav } from '#components/shell/section-nav';
import { PageHeader } from '#components/ui/page-header';
import type { AccountListDto } from '#lib/accounts/contract';
import type { CivilDate } from '#lib/dates/civil-date';
import type { Span } from '#lib/dates/cycles';
import type { ReportQuery } from '#lib/reports/contract';
import type { ReportKind } from '#lib/reports/report-url';
import type { SavedReportListDto } from '#lib/saved-reports/contract';
import { NothingToReport } from './nothing-to-report.tsx';
import { ReportActions } from './report-actions.tsx';
import { ReportControls } from './report-controls.tsx';
import { kindWords, nameTime } from './report-words.ts';
import { reportSections } from './sections.tsx';

/** What all reports have around them. */
export function ReportPage({
  kind,
  query,
  accounts,
  saved,
  today,
  span,
  children,
}: {
  kind: ReportKind;
  query: ReportQuery;
  accounts: AccountListDto;
  saved: SavedReportListDto;
  today: CivilDate;
  /** What time it is about. */
  span: Span;
  children: ReactNode;
}) {
  const open = accounts.items.filter(({ sight }) => sight === 'full');
  return (
    <>
      <LiveRefresh topics={['transactions', 'categories']} />
      <PageHeader
        title={
          <>
            Reports<span className="sr-only print:not-sr-only">: {kindWords[kind]}</span>
          </>
        }
        description={<span className="hidden print:inline">{nameTime(span, today)}</span>}
        actions={<ReportActions kind={kind} query={query} today={today} saved={saved} />}
        className="mb-2"
      />
      <SectionNav label="Reports" sections={reportSections} />
      {open.length === 0 ? (
        <NothingToReport />
      ) : (
        <>
          <ReportControls kind={kind} query={query} span={span} accounts={open} today={today} />
          {children}
        </>
      )}
    </>
  );
}

import type { ReactNode } from 'react';
import { LiveRefresh } from '#components/shell/live-refresh';
import { SectionNav } from '#components/shell/section-nav';
import { PageHeader } from '#components/ui/page-header';
import type { AccountDto } from '#lib/accounts/contract';
import type { CivilDate } from '#lib/dates/civil-date';
import type { Span } from '#lib/dates/cycles';
import type { ReportKind, ReportQuery } from '#lib/reports/contract';
import { ReportActions } from './report-actions.tsx';
import { ReportControls } from './report-controls.tsx';
import { kindWords, nameTime } from './report-words.ts';
import { reportSections } from './sections.tsx';

/** What all reports have around them. */
export function ReportPage({
  kind,
  query,
  accounts,
  today,
  span,
  children,
}: {
  kind: ReportKind;
  query: ReportQuery;
  accounts: AccountDto[];
  today: CivilDate;
  /** What time it is about. */
  span: Span;
  children: ReactNode;
}) {
  return (
    <>
      <LiveRefresh topic="transactions" />
      <LiveRefresh topic="categories" />
      <PageHeader
        title={
          <>
            Reports<span className="sr-only print:not-sr-only">: {kindWords[kind]}</span>
          </>
        }
        description={<span className="hidden print:inline">{nameTime(span, today)}</span>}
        actions={<ReportActions kind={kind} query={query} today={today} />}
        className="mb-2"
      />
      <SectionNav label="Reports" sections={reportSections} />
      <ReportControls kind={kind} query={query} accounts={accounts} today={today} />
      {children}
    </>
  );
}

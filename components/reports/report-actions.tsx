'use client';

import { Download, Printer } from 'lucide-react';
import { Button } from '#components/ui/button';
import type { CivilDate } from '#lib/dates/civil-date';
import type { ReportQuery } from '#lib/reports/contract';
import { type ReportKind, writeReport } from '#lib/reports/report-url';
import type { SavedReportListDto } from '#lib/saved-reports/contract';
import { SavedReports } from './saved-reports.tsx';

/** What can be taken from a report. */
export function ReportActions({
  kind,
  query,
  today,
  saved,
}: {
  kind: ReportKind;
  query: ReportQuery;
  today: CivilDate;
  saved: SavedReportListDto;
}) {
  const file = writeReport(query);
  for (const [name, value] of Object.entries({ kind, today, format: 'csv' })) file.set(name, value);
  return (
    <div className="flex flex-wrap items-center gap-1 print:hidden">
      <SavedReports kind={kind} query={query} saved={saved} />
      <Button variant="ghost" onClick={() => window.print()} className="max-sm:hidden">
        <Printer aria-hidden="true" />
        Print
      </Button>
      <Button variant="ghost" asChild>
        <a href={`/api/reports?${file}`} download>
          <Download aria-hidden="true" />
          CSV
        </a>
      </Button>
    </div>
  );
}

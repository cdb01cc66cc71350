import { z } from 'zod';
import { savedQuery } from '#lib/reports/contract';
import { type ReportKind, reportKinds } from '#lib/reports/report-url';
import { nameText } from '#lib/seen-text';
import { reportNameLength } from './limits.ts';

const name = nameText
  .min(1, 'Give it a name.')
  .max(reportNameLength, `Use at most ${reportNameLength} characters.`);

export const savedReportInput = z.strictObject({
  name,
  kind: z.enum(reportKinds),
  query: savedQuery,
});
export type SavedReportInput = z.input<typeof savedReportInput>;

export const savedReportPatch = z.strictObject({ name });

export type SavedReportDto = {
  id: string;
  name: string;
  kind: ReportKind;
  /** As the page's URL writes it. */
  query: string;
};

export type SavedReportListDto = { items: SavedReportDto[]; nextCursor: null };

import 'server-only';
import { db } from '#lib/db/client';
import { AppError } from '#lib/errors';
import type { Viewer } from '#lib/privacy/viewer';
import { noReport } from './queries.ts';
import { openReportToken } from './report-token.ts';

export type OpenReport = {
  token: string;
  days: number;
  banks: string[];
  plaidItemIds: string[];
  leftOut: number;
  createdAt: Date;
};

/** A report of the viewer's that can be read. @throws AppError not_found, also while it is not ready */
export async function openReport(
  { householdId, memberId }: Viewer,
  reportId: string,
): Promise<OpenReport> {
  const row = await db().assetReport.findFirst({
    where: { householdId, memberId, id: reportId, removeRequestedAt: null },
    select: {
      state: true,
      tokenSealed: true,
      days: true,
      banks: true,
      plaidItemIds: true,
      leftOut: true,
      createdAt: true,
    },
  });
  if (!row) throw noReport();
  const { state, tokenSealed, ...facts } = row;
  if (state !== 'ready' || tokenSealed === null) {
    throw new AppError('not_found', 'This report is not ready. Its page says how far it is.');
  }
  return { ...facts, token: openReportToken({ householdId, reportId }, tokenSealed) };
}

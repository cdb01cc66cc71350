import 'server-only';
import type { z } from 'zod';
import { requireCategory } from '#lib/categories/mutations';
import { db, type Tx } from '#lib/db/client';
import { newId } from '#lib/db/ids';
import { AppError } from '#lib/errors';
import { requireAccount, type Viewer } from '#lib/privacy/viewer';
import type { ReportQuery } from '#lib/reports/contract';
import { writeReport } from '#lib/reports/report-url';
import { requireTags } from '#lib/tags/mutations';
import { noCategory } from '#lib/transactions/filter-url';
import type { SavedReportListDto, savedReportInput, savedReportPatch } from './contract.ts';
import { savedReportLimit } from './limits.ts';
import { listSavedReports } from './queries.ts';

/** @throws AppError invalid_input or not_found when there is no room, another has that name, or it names what is not here */
export async function createSavedReport(
  viewer: Viewer,
  { name, kind, query }: z.output<typeof savedReportInput>,
): Promise<SavedReportListDto> {
  const { householdId } = viewer;
  return changeSavedReports(viewer, async (tx) => {
    const count = await tx.savedReport.count({ where: { householdId } });
    if (count >= savedReportLimit) {
      const message = `There is room for ${savedReportLimit} reports. Nothing was saved; delete one first.`;
      throw new AppError('invalid_input', message);
    }
    await requireFreeName(tx, viewer, name);
    await requireKnown(tx, viewer, query);
    const text = String(writeReport(query));
    await tx.savedReport.create({
      data: { householdId, id: newId(), name, kind, query: text, accountId: query.accountId },
      select: { id: true },
    });
  });
}

/** @throws AppError not_found; invalid_input when another has that name */
export async function renameSavedReport(
  viewer: Viewer,
  id: string,
  { name }: z.output<typeof savedReportPatch>,
): Promise<SavedReportListDto> {
  const { householdId } = viewer;
  return changeSavedReports(viewer, async (tx) => {
    await requireSeen(tx, viewer, id);
    await requireFreeName(tx, viewer, name, id);
    await tx.savedReport.updateMany({ where: { householdId, id }, data: { name } });
  });
}

/** @throws AppError not_found */
export async function deleteSavedReport(viewer: Viewer, id: string): Promise<SavedReportListDto> {
  const { householdId } = viewer;
  return changeSavedReports(viewer, async (tx) => {
    await requireSeen(tx, viewer, id);
    await tx.savedReport.deleteMany({ where: { householdId, id } });
  });
}

/** One change of the household's reports after the other. */
async function changeSavedReports(
  viewer: Viewer,
  change: (tx: Tx) => Promise<void>,
): Promise<SavedReportListDto> {
  return db().$transaction(async (tx) => {
    await tx.$queryRaw`
      SELECT FROM "Household" WHERE "id" = ${viewer.householdId}::uuid FOR NO KEY UPDATE`;
    await change(tx);
    return listSavedReports(viewer, tx);
  });
}

async function requireSeen(tx: Tx, viewer: Viewer, id: string): Promise<void> {
  const { items } = await listSavedReports(viewer, tx);
  if (items.some((report) => report.id === id)) return;
  throw new AppError('not_found', 'There is no such report.');
}

/** Also of those that the viewer is not shown: the name says no more than that it is taken. */
async function requireFreeName(
  tx: Tx,
  { householdId }: Viewer,
  name: string,
  ownId?: string,
): Promise<void> {
  const taken = await tx.$queryRaw<{ id: string }[]>`
    SELECT "id" FROM "SavedReport"
    WHERE "householdId" = ${householdId}::uuid AND lower("name") = lower(${name})`;
  if (taken.every(({ id }) => id === ownId)) return;
  throw new AppError('invalid_input', 'Another report has this name. Nothing was changed.', {
    fields: { name: 'Another report has this name.' },
  });
}

/** What a report is narrowed to is the household's, and its account one that the member sees. */
async function requireKnown(
  tx: Tx,
  viewer: Viewer,
  { accountId, categoryId, tagIds }: ReportQuery,
): Promise<void> {
  const { householdId } = viewer;
  if (accountId) await requireAccount(viewer, accountId, 'full', tx);
  if (categoryId && categoryId !== noCategory) await requireCategory(tx, householdId, categoryId);
  if (tagIds) await requireTags(tx, householdId, tagIds);
}

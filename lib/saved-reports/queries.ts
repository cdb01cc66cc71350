import 'server-only';
import { db, Prisma, type Tx } from '#lib/db/client';
import { seesAccount, type Viewer } from '#lib/privacy/viewer';
import type { SavedReportDto, SavedReportListDto } from './contract.ts';
import { savedReportLimit } from './limits.ts';

/** The household's by name, but for those about an account whose transactions the viewer does not see. */
export async function listSavedReports(
  viewer: Viewer,
  client: Pick<Tx, '$queryRaw'> = db(),
): Promise<SavedReportListDto> {
  const items = await client.$queryRaw<SavedReportDto[]>`
    SELECT r."id", r."name", r."kind", r."query" FROM "SavedReport" r
    WHERE r."householdId" = ${viewer.householdId}::uuid
      AND (r."accountId" IS NULL OR ${seesAccount(viewer, Prisma.sql`r."accountId"`)})
    ORDER BY lower(r."name"), r."id" LIMIT ${savedReportLimit}`;
  return { items, nextCursor: null };
}

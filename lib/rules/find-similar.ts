import 'server-only';
import { db, Prisma } from '#lib/db/client';
import { AppError } from '#lib/errors';
import { seesAccount, type Viewer } from '#lib/privacy/viewer';
import type { SimilarDto } from './contract.ts';

/**
 * What a rule would ask for that is made of one transaction, and how many others of what the viewer sees
 * it would match. @throws AppError not_found
 */
export async function findSimilar(viewer: Viewer, transactionId: string): Promise<SimilarDto> {
  const { householdId } = viewer;
  const [found] = await db().$queryRaw<SimilarDto[]>`
    WITH this AS MATERIALIZED (
      SELECT t."id", COALESCE(t."merchantName", t."name") AS "merchant"
      FROM "Transaction" t
      WHERE t."householdId" = ${householdId}::uuid AND t."id" = ${transactionId}::uuid
        AND ${seesAccount(viewer, Prisma.sql`t."accountId"`)}
    )
    SELECT this."merchant", (
      SELECT count(*)::int FROM "Transaction" t
      WHERE t."householdId" = ${householdId}::uuid AND t."id" <> this."id"
        AND (t."removedAt" IS NULL OR t."keptAt" IS NOT NULL) AND t."duplicateOfId" IS NULL
        AND lower(COALESCE(t."merchantName", t."name")) = lower(this."merchant")
        AND ${seesAccount(viewer, Prisma.sql`t."accountId"`)}) AS "count"
    FROM this`;
  if (!found) throw new AppError('not_found', 'There is no such transaction.');
  return found;
}

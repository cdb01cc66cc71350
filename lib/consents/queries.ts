import 'server-only';
import { db } from '#lib/db/client';
import { listOwnItems, type Viewer } from '#lib/privacy/viewer';
import type { ConsentDto } from './contract.ts';

/** What the viewer allowed at each bank whose connection is theirs to decide about, latest first. */
export async function listConsents(viewer: Viewer): Promise<ConsentDto[]> {
  const itemIds = await listOwnItems(viewer);
  const rows = await db().$queryRaw<ConsentRow[]>`
    SELECT DISTINCT ON (c."itemId") c."itemId", c."bank", c."policyVersion",
      c."products" || ARRAY(SELECT DISTINCT p."name" FROM "Consent" r
        CROSS JOIN LATERAL unnest(r."products") AS p("name")
        WHERE r."householdId" = c."householdId" AND r."itemId" = c."itemId"
          AND r."kind" = 'renewed' AND p."name" <> ALL(c."products") ORDER BY 1) AS "products",
      c."at" AS "givenAt",
      (SELECT max(r."at") FROM "Consent" r WHERE r."householdId" = c."householdId"
        AND r."itemId" = c."itemId" AND r."kind" = 'renewed') AS "renewedAt",
      (SELECT min(w."at") FROM "Consent" w WHERE w."householdId" = c."householdId"
        AND w."itemId" = c."itemId" AND w."kind" = 'withdrawn' AND w."at" > (
          SELECT max(g."at") FROM "Consent" g WHERE g."householdId" = c."householdId"
            AND g."itemId" = c."itemId" AND g."kind" <> 'withdrawn')) AS "withdrawnAt"
    FROM "Consent" c
    WHERE c."householdId" = ${viewer.householdId}::uuid AND c."itemId" = ANY(${itemIds}::uuid[])
      AND c."kind" = 'given'
    ORDER BY c."itemId" DESC, c."at"
    LIMIT 200`;
  return rows.map(({ givenAt, renewedAt, withdrawnAt, ...row }) => ({
    ...row,
    givenAt: givenAt.toISOString(),
    renewedAt: renewedAt?.toISOString() ?? null,
    withdrawnAt: withdrawnAt?.toISOString() ?? null,
  }));
}

type ConsentRow = Omit<ConsentDto, 'givenAt' | 'renewedAt' | 'withdrawnAt'> & {
  givenAt: Date;
  renewedAt: Date | null;
  withdrawnAt: Date | null;
};

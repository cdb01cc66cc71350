import 'server-only';
import { db } from '#lib/db/client';
import { getInstitution } from '#lib/plaid/institutions';

const batchSize = 50;
/** A bank that is well, and whose connections are. */
const calmIntervalHours = 24;
const troubledIntervalMinutes = 15;

/**
 * Asks Plaid how a bank is for everybody, so that people whose connection fails there learn that it
 * is not them. @throws PlaidError
 */
export async function checkInstitution(id: string): Promise<void> {
  const { loginHealth, updateHealth } = await getInstitution(id);
  await db().institution.updateMany({
    where: { id },
    data: { loginHealth, updateHealth, healthCheckedAt: new Date() },
  });
}

/** Banks with connections whose health was not asked for of late; more often while it matters. */
export async function listUnchecked(): Promise<string[]> {
  const rows = await db().$queryRaw<{ id: string }[]>`
    SELECT n."id" FROM "Institution" n
    CROSS JOIN LATERAL (
      SELECT bool_or(i."errorCode" IS NOT NULL OR i."balancesErrorCode" IS NOT NULL) AS "trouble"
      FROM "Item" i WHERE i."institutionId" = n."id" AND i."removedAt" IS NULL
    ) here
    WHERE here."trouble" IS NOT NULL AND (n."healthCheckedAt" IS NULL OR n."healthCheckedAt" <
      CASE WHEN here."trouble" OR n."loginHealth" <> 'healthy' OR n."updateHealth" <> 'healthy'
        THEN now() - make_interval(mins => ${troubledIntervalMinutes})
        ELSE now() - make_interval(hours => ${calmIntervalHours}) END)
    ORDER BY n."healthCheckedAt" NULLS FIRST LIMIT ${batchSize}`;
  return rows.map(({ id }) => id);
}

import 'server-only';
import { db, type Tx } from '#lib/db/client';
import { enqueue } from '#lib/jobs/enqueue';
import type { IncomeSource } from './limits.ts';
import type { ProfileRef } from './profiles.ts';

const batchSize = 500;

/** Has a worker read what is due of somebody's income, once this transaction commits. */
export function enqueueReading(
  tx: Pick<Tx, '$executeRaw'>,
  { householdId, profileId }: ProfileRef,
  delayMs = 0,
): Promise<void> {
  const key = `income:${profileId}`;
  return enqueue(tx, 'read-income', { householdId, profileId }, { key, delayMs });
}

/**
 * What was asked for of these sources is read again, perhaps while a reading of them runs. An opened passage
 * counts as finished once Plaid has something of it.
 *
 * @returns whether there is anything to read
 */
export async function requestReading(
  tx: Tx,
  ref: ProfileRef,
  sources: readonly IncomeSource[],
): Promise<boolean> {
  const { householdId, profileId } = ref;
  const count = await tx.$executeRaw`
    UPDATE "IncomeReading" r SET "dueAt" = now(), "failures" = 0
    WHERE r."householdId" = ${householdId}::uuid AND r."profileId" = ${profileId}::uuid
      AND r."source"::text = ANY(${[...sources]}::text[])
      AND EXISTS (SELECT FROM "IncomeProfile" p WHERE p."householdId" = r."householdId"
        AND p."id" = r."profileId" AND p."removeRequestedAt" IS NULL)`;
  if (count > 0) await enqueueReading(tx, ref);
  return count > 0;
}

/** Profiles, of all households, of which something is due. */
export function listReadingsDue(): Promise<ProfileRef[]> {
  return db().$queryRaw<ProfileRef[]>`
    SELECT DISTINCT r."householdId", r."profileId" FROM "IncomeReading" r
    JOIN "IncomeProfile" p ON p."householdId" = r."householdId" AND p."id" = r."profileId"
    WHERE r."dueAt" <= now() AND p."removeRequestedAt" IS NULL LIMIT ${batchSize}`;
}

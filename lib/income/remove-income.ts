import 'server-only';
import { recordAudit } from '#lib/audit/record-audit';
import { UnsealError } from '#lib/crypto/seal';
import { db, type Tx } from '#lib/db/client';
import { forgetItems } from '#lib/items/forget-items';
import { enqueue } from '#lib/jobs/enqueue';
import { publishTo } from '#lib/live/publish';
import { log } from '#lib/log';
import { removeIncomeUser } from '#lib/plaid/income-users';
import { PlaidError } from '#lib/plaid/plaid-error';
import type { Viewer } from '#lib/privacy/viewer';
import { type ProfileRef, requirePlaidUser } from './profiles.ts';

const batchSize = 500;

/** Deletes the member's income here, and has a worker delete it at Plaid. Nothing where nothing is here. */
export async function deleteIncome(viewer: Viewer & { userId: string }): Promise<void> {
  await db().$transaction(async (tx) => {
    const removed = await requestIncomeRemoval(tx, viewer);
    if (removed === 0) return;
    await recordAudit(tx, viewer.userId, { kind: 'income_handled', details: { as: 'deleted' } });
  });
}

/**
 * The same in the transaction of whatever ends a membership.
 *
 * @returns how many profiles there were
 */
export async function requestIncomeRemoval(
  tx: Tx,
  { householdId, memberId }: Viewer,
): Promise<number> {
  const profiles = await tx.incomeProfile.findMany({
    where: { householdId, memberId, removeRequestedAt: null },
    select: { id: true },
  });
  for (const { id } of profiles) await mark(tx, { householdId, profileId: id });
  await publishTo(tx, { householdId, memberId }, ['income']);
  return profiles.length;
}

/** Of a household that is being deleted, whatever is left. */
export async function requestIncomeRemovals(tx: Tx, householdIds: string[]): Promise<void> {
  const profiles = await tx.incomeProfile.findMany({
    where: { householdId: { in: householdIds }, removeRequestedAt: null },
    select: { householdId: true, id: true },
  });
  for (const { householdId, id } of profiles) await mark(tx, { householdId, profileId: id });
}

async function mark(tx: Tx, { householdId, profileId }: ProfileRef): Promise<void> {
  await tx.incomeReading.deleteMany({ where: { householdId, profileId } });
  await tx.incomeProfile.updateMany({
    where: { householdId, id: profileId },
    data: { removeRequestedAt: new Date() },
  });
  await enqueueRemoval(tx, { householdId, profileId });
}

export function enqueueRemoval(
  tx: Pick<Tx, '$executeRaw'>,
  { householdId, profileId }: ProfileRef,
): Promise<void> {
  const key = `remove-income:${profileId}`;
  return enqueue(tx, 'remove-income', { householdId, profileId }, { key, ifWaiting: 'keep' });
}

/** What nobody wants any more: its end has come, or nobody finished a passage through Link for it. */
export async function endOverdueIncome(): Promise<number> {
  const over = await db().$queryRaw<ProfileRef[]>`
    SELECT p."householdId", p."id" AS "profileId" FROM "IncomeProfile" p
    WHERE p."removeRequestedAt" IS NULL AND (p."endsAt" <= now()
      OR (p."createdAt" < now() - interval '1 day' AND NOT EXISTS (SELECT FROM "IncomeReading" r
        WHERE r."householdId" = p."householdId" AND r."profileId" = p."id")))
    LIMIT ${batchSize}`;
  for (const ref of over) await db().$transaction((tx) => mark(tx, ref));
  return over.length;
}

/** Removals that Plaid has not confirmed. */
export function listIncomeRemovals(): Promise<ProfileRef[]> {
  return db().$queryRaw<ProfileRef[]>`
    SELECT "householdId", "id" AS "profileId" FROM "IncomeProfile"
    WHERE "removeRequestedAt" IS NOT NULL LIMIT ${batchSize}`;
}

/**
 * Removes the user at Plaid, with what was connected and read for it, then forgets that there was one. Run by the
 * worker until it succeeds.
 *
 * @throws PlaidError when Plaid did not confirm: the job is tried again
 */
export async function finishIncomeRemoval(ref: ProfileRef): Promise<void> {
  const { householdId, profileId } = ref;
  const marked = await db().incomeProfile.findFirst({
    where: { householdId, id: profileId, removeRequestedAt: { not: null } },
    select: { id: true },
  });
  if (!marked) return;
  await removeAtPlaid(ref);
  await db().$transaction((tx) => forget(tx, ref));
  log.info({ profileId }, 'income removed');
}

/** A user whom Plaid no longer knows is as removed as it can be; so is one whose key is lost here. */
async function removeAtPlaid(ref: ProfileRef): Promise<void> {
  try {
    const plaidUserId = await requirePlaidUser(ref);
    if (plaidUserId !== null) await removeIncomeUser(plaidUserId);
  } catch (error) {
    if (error instanceof PlaidError && gone.has(error.code)) return;
    if (!(error instanceof UnsealError)) throw error;
    const { profileId } = ref;
    log.error(
      { error, profileId },
      'a user is forgotten who lives on at Plaid: have Plaid remove it',
    );
  }
}

const gone = new Set(['USER_NOT_FOUND', 'INVALID_USER_ID']);

/** Before what Plaid sent about it: a webhook that comes now waits, then finds it forgotten. */
async function forget(tx: Tx, { householdId, profileId }: ProfileRef): Promise<void> {
  await tx.incomeDirectory.deleteMany({ where: { householdId, profileId } });
  const profile = await tx.incomeProfile.findUnique({
    where: { householdId_id: { householdId, id: profileId } },
    select: { plaidItemIds: true },
  });
  const items = (profile?.plaidItemIds ?? []).map((plaidItemId) => ({ plaidItemId }));
  await forgetItems(tx, householdId, items);
  await tx.incomeProfile.deleteMany({ where: { householdId, id: profileId } });
}

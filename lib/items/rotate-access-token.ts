import 'server-only';
import { db } from '#lib/db/client';
import { failPoint } from '#lib/fail-point';
import { publish } from '#lib/live/publish';
import { log } from '#lib/log';
import { classifyError } from '#lib/plaid/error-table';
import { getItem, replaceAccessToken } from '#lib/plaid/items';
import { noAnswer, PlaidError } from '#lib/plaid/plaid-error';
import type { ItemRef } from '#lib/sync/ports';
import { postgresStore } from '#lib/sync/postgres-store';
import { sealAccessToken } from './access-token.ts';
import { stopItem } from './mutations.ts';
import { recordItem } from './record-item.ts';

/**
 * Replaces an Item's access token, under its lease: a sync with the old one would take the Item for
 * gone. Plaid kills the old token as it answers with the new one, so an answer that never arrives
 * (a lost connection, a killed process) loses the Item. That is noticed, never guessed: before the
 * call it is marked, and whoever finds the mark asks Plaid whether the stored token still works.
 *
 * @param owner  names this worker in leases
 * @throws when it is not known how it ended, or the Item is busy: the job is tried again
 */
export async function rotateAccessToken(ref: ItemRef, owner: string): Promise<void> {
  const where = { householdId: ref.householdId, id: ref.itemId };
  const asked = {
    ...where,
    rotationRequestedAt: { not: null },
    removeRequestedAt: null,
    stopReason: null,
  };
  if ((await db().item.count({ where: asked })) === 0) return;
  const leased = await postgresStore.acquireLease(ref, owner);
  if (!leased) throw new Error('The Item is being synced; its token is replaced afterwards.');
  try {
    const item = await db().item.findFirst({ where: asked, select: { rotationCalledAt: true } });
    if (!item) return;
    const token = leased.openAccessToken();
    if (item.rotationCalledAt && !(await isAlive(token))) return await recordLoss(ref);
    await db().item.updateMany({ where, data: { rotationCalledAt: new Date() } });
    failPoint('rotate-marked');
    const fresh = await replaceAtPlaid(ref, token);
    failPoint('rotate-answered');
    await store(ref, fresh);
    failPoint('rotate-stored');
    log.info({ itemId: ref.itemId }, 'access token replaced');
  } finally {
    await postgresStore.releaseLease(leased.lease);
  }
}

/** @throws PlaidError when Plaid's answer says neither */
async function isAlive(token: string): Promise<boolean> {
  try {
    await getItem(token);
    return true;
  } catch (error) {
    const gone = ['INVALID_ACCESS_TOKEN', 'ITEM_NOT_FOUND', 'ITEM_CONCURRENTLY_DELETED'];
    if (error instanceof PlaidError && gone.includes(error.code)) return false;
    throw error;
  }
}

/** A refusal in Plaid’s own words replaced nothing; any other silence may have. */
async function replaceAtPlaid({ householdId, itemId }: ItemRef, token: string): Promise<string> {
  try {
    return await replaceAccessToken(token);
  } catch (error) {
    const isRefusal =
      error instanceof PlaidError && error.type !== noAnswer && error.type !== 'API_ERROR';
    if (isRefusal) {
      const isFinal = classifyError(error) !== 'wait';
      await db().item.updateMany({
        where: { householdId, id: itemId },
        data: { rotationCalledAt: null, ...(isFinal && { rotationRequestedAt: null }) },
      });
    }
    throw error;
  }
}

/**
 * One statement puts the new token in the old one's place. Whatever happened to the lease meanwhile,
 * and also when the loss was recorded too early: this is the one token that works.
 */
async function store(ref: ItemRef, fresh: string): Promise<void> {
  const { householdId, itemId } = ref;
  const sealed = sealAccessToken(ref, fresh);
  const stored = await db().$transaction(async (tx) => {
    const count = await tx.$executeRaw`
      UPDATE "Item" SET "accessTokenSealed" = ${sealed}, "tokenRotatedAt" = now(),
        "rotationRequestedAt" = NULL, "rotationCalledAt" = NULL,
        "stopReason" = NULLIF("stopReason", 'token_lost')
      WHERE "householdId" = ${householdId}::uuid AND "id" = ${itemId}::uuid
        AND "removedAt" IS NULL`;
    if (count > 0) await recordItem(tx, ref, { kind: 'token_rotated', details: {} });
    return count;
  });
  if (stored === 0) log.error({ itemId }, 'a new access token came for an Item that is gone');
}

async function recordLoss(ref: ItemRef): Promise<void> {
  const { householdId, itemId } = ref;
  const where = { householdId, id: itemId };
  const { plaidItemId } = await db().$transaction(async (tx) => {
    await stopItem(tx, ref, 'token_lost');
    await publish(tx, householdId, ['items'], itemId);
    return tx.item.update({
      where: { householdId_id: where },
      data: { rotationRequestedAt: null, rotationCalledAt: null },
      select: { plaidItemId: true },
    });
  });
  log.error(
    { itemId, plaidItemId },
    'the new access token of an Item never arrived: have Plaid remove the Item',
  );
}

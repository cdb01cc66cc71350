import 'server-only';
import { setTimeout as pause } from 'node:timers/promises';
import { db } from '#lib/db/client';
import { isDatabaseUnavailable, isUniqueViolation } from '#lib/db/prisma-errors';
import { AppError } from '#lib/errors';
import { enqueue } from '#lib/jobs/enqueue';
import { log } from '#lib/log';
import { removeItem } from '#lib/plaid/items';
import type { Viewer } from '#lib/privacy/viewer';
import { sealAccessToken } from './access-token.ts';

type ItemRef = { householdId: string; itemId: string };
type Exchanged = { accessToken: string; plaidItemId: string };

/** A database that restarts, or Plaid after a hiccup, is back within these. */
const delaysMs = [0, 300, 1_000, 3_000];

/**
 * An Item exists at Plaid and storing it here failed, or seemed to: the reply to a COMMIT can be
 * lost. It is stored once more, as one to remove: the unique index waits for the first transaction
 * to end and refuses the row when that was committed after all. So only an Item that is certainly
 * not stored is ended at Plaid, by the worker, however often Plaid fails.
 *
 * @returns the id of the Item when it is stored, now or before
 * @throws AppError unavailable, saying what became of it; duplicate_item when it is another
 *         household's
 */
export async function settleUnsavedItem(
  { memberId }: Viewer,
  ref: ItemRef,
  exchanged: Exchanged,
  linkSessionId: string,
): Promise<string> {
  const { plaidItemId } = exchanged;
  try {
    await retry(() => storeForRemoval(memberId, ref, exchanged), isDatabaseUnavailable);
  } catch (cause) {
    if (isDatabaseUnavailable(cause)) {
      log.error({ plaidItemId, linkSessionId }, 'it is not known whether an Item was saved');
      throw new AppError(
        'unavailable',
        'The database is not reachable, so it is not known whether the bank was linked. Look at your connections in a few minutes; link the bank once more only if it is not among them.',
        { cause },
      );
    }
    const stored = isUniqueViolation(cause) ? await findStored(plaidItemId) : null;
    if (stored?.householdId === ref.householdId) return requireKept(stored);
    if (stored) {
      throw new AppError(
        'duplicate_item',
        'This connection is linked already. Nothing was changed.',
      );
    }
    log.error({ error: cause, linkSessionId }, 'an unsaved Item cannot be stored for removal');
    throw await endAtPlaid(exchanged, linkSessionId);
  }
  throw notSaved();
}

/** As an Item that a person disconnected without its history: it goes the same way. */
async function storeForRemoval(
  memberId: string,
  ref: ItemRef,
  exchanged: Exchanged,
): Promise<void> {
  const { householdId, itemId } = ref;
  const { plaidItemId, accessToken } = exchanged;
  await db().$transaction(async (tx) => {
    await tx.item.create({
      data: {
        householdId,
        id: itemId,
        plaidItemId,
        memberId,
        accessTokenSealed: sealAccessToken(ref, accessToken),
        removeRequestedAt: new Date(),
        keepHistory: false,
      },
    });
    await tx.itemDirectory.create({ data: { plaidItemId, householdId, itemId } });
    await enqueue(tx, 'remove-item', ref, { key: `remove:${itemId}` });
  });
}

async function findStored(plaidItemId: string): Promise<ItemRef | null> {
  return db().itemDirectory.findUnique({
    where: { plaidItemId },
    select: { householdId: true, itemId: true },
  });
}

/** The reply to storing it for removal can be lost, too. @throws AppError unavailable */
async function requireKept({ householdId, itemId }: ItemRef): Promise<string> {
  const item = await db().item.findUnique({
    where: { householdId_id: { householdId, id: itemId } },
    select: { removeRequestedAt: true },
  });
  if (!item || item.removeRequestedAt) throw notSaved();
  return itemId;
}

function notSaved(): AppError {
  return new AppError(
    'unavailable',
    'The bank was not linked: it could not be saved here. Its connection at Plaid is being ended; link the bank once more.',
  );
}

/** For an Item that the database refuses in any form, its household being gone. */
async function endAtPlaid(exchanged: Exchanged, linkSessionId: string): Promise<AppError> {
  const { accessToken, plaidItemId } = exchanged;
  const failed = 'The bank was not linked: it could not be saved here.';
  try {
    await retry(
      () => removeItem(accessToken),
      () => true,
    );
    const message = `${failed} Its connection at Plaid was ended; link the bank once more.`;
    return new AppError('unavailable', message);
  } catch (cause) {
    log.error({ plaidItemId, linkSessionId }, 'an Item lives at Plaid that is not stored here');
    const message = `${failed} Plaid did not confirm that the connection was ended: tell whoever runs this app, naming the Link session ${linkSessionId}.`;
    return new AppError('unavailable', message, { cause });
  }
}

async function retry(
  run: () => Promise<void>,
  isWorthIt: (error: unknown) => boolean,
): Promise<void> {
  for (const [index, delayMs] of delaysMs.entries()) {
    await pause(delayMs);
    try {
      return await run();
    } catch (error) {
      if (index === delaysMs.length - 1 || !isWorthIt(error)) throw error;
    }
  }
}

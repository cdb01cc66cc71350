import 'server-only';
import { db } from '#lib/db/client';
import { env } from '#lib/env';
import { failPoint } from '#lib/fail-point';
import { log } from '#lib/log';
import { composeMail } from '#lib/mail/compose-mail';
import { RelayError, sendThroughRelay } from '#lib/mail/relay';
import { eraseHousehold } from './erase-household.ts';
import { countAccesses } from './find-accesses.ts';
import { enqueueDeletion } from './find-deletions.ts';
import { requestRemovals } from './start-deletion.ts';

/** Deleting years of rows takes its time. */
const timeoutMs = 10 * 60_000;
/** Soon while somebody may be watching, less often where Plaid or a bank does not answer. */
const soonMs = 1_000;
const laterMs = 30_000;
const watchedMs = 120_000;
/** A relay that takes no mail for so long will not; then the address goes, too. */
const patienceMs = 24 * 3_600_000;

/**
 * Goes on with a deletion: deletes each household whose accesses Plaid has confirmed to be ended, and
 * in the end tells the person, and forgets where they were told. Run again until it is done; harmless
 * to run at any time.
 */
export async function finishDeletion(deletionId: string): Promise<void> {
  const deletion = await db().deletion.findUnique({ where: { id: deletionId } });
  if (!deletion) return;
  if (!deletion.finishedAt && !(await eraseAll(deletion))) {
    const isWatched = Date.now() - deletion.requestedAt.getTime() < watchedMs;
    return enqueueDeletion(db(), deletionId, isWatched ? soonMs : laterMs);
  }
  failPoint('deletion-finished');
  await tell(deletionId);
}

type Deletion = { id: string; householdIds: string[]; itemIds: string[] };

/** False while an access has not ended. */
async function eraseAll({ id, householdIds, itemIds }: Deletion): Promise<boolean> {
  const ending = { householdIds, itemIds };
  await db().$transaction((tx) => requestRemovals(tx, ending));
  for (const householdId of householdIds) {
    const one = { householdIds: [householdId], itemIds: [] };
    if ((await countAccesses(db(), one)) > 0) continue;
    await db().$transaction((tx) => eraseHousehold(tx, householdId), { timeout: timeoutMs });
    failPoint('deletion-erased');
  }
  const left = await countAccesses(db(), ending);
  if (left > 0) {
    log.info({ deletionId: id, left }, 'a deletion waits for Plaid');
    return false;
  }
  await db().deletion.updateMany({
    where: { id, finishedAt: null },
    data: { finishedAt: new Date(), householdIds: [], itemIds: [] },
  });
  log.info({ deletionId: id }, 'deletion finished');
  return true;
}

/** Not through the table of mails: its rows would be the last that names the person. */
async function tell(deletionId: string): Promise<void> {
  const { toAddress, finishedAt, scope } = await db().deletion.findUniqueOrThrow({
    where: { id: deletionId },
    select: { toAddress: true, finishedAt: true, scope: true },
  });
  if (!toAddress || !finishedAt) return;
  try {
    await sendThroughRelay({ id: deletionId, toAddress, ...composeReceipt(scope) });
  } catch (error) {
    if (!(error instanceof RelayError)) throw error;
    log.warn({ deletionId, code: error.code }, 'a receipt was not taken');
    const hasPatience = Date.now() - finishedAt.getTime() < patienceMs;
    if (hasPatience && !error.permanent) return enqueueDeletion(db(), deletionId, laterMs);
  }
  await db().deletion.updateMany({ where: { id: deletionId }, data: { toAddress: null } });
}

function composeReceipt(scope: string) {
  const { APP_URL } = env();
  const what = scope === 'account' ? 'Your account was deleted' : 'The household was deleted';
  return composeMail({
    title: what,
    body: 'Plaid confirmed that every access to a bank has ended, and everything that was kept here was deleted. Backups that whoever runs this installation made before hold it until they are overwritten.',
    action: { label: 'Plumbline', url: APP_URL },
    reason: {
      text: 'This is the last mail: the address it was sent to was deleted with the rest.',
      url: APP_URL,
    },
  });
}

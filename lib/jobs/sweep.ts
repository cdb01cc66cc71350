import 'server-only';
import { enqueueImport, listUnfinishedImports } from '#lib/archive-imports/find-imports';
import { enqueueArchive, listUnfinishedArchives } from '#lib/archives/create-archive';
import {
  endOverdueReports,
  listReportRemovals,
  listReportsDue,
} from '#lib/asset-reports/find-work';
import { enqueuePoll } from '#lib/asset-reports/poll-report';
import { enqueueReportRemoval } from '#lib/asset-reports/remove-report';
import { enqueueTokenMail } from '#lib/auth/queue-token-mail';
import { findDrillDue, isBackupDue } from '#lib/backups/find-due';
import { db } from '#lib/db/client';
import { enqueueDeletion, listUnfinishedDeletions } from '#lib/deletions/find-deletions';
import { enqueueEnriching, listUnenriched } from '#lib/imports/find-enriching';
import { enqueueFileImport, listUnfinishedFileImports } from '#lib/imports/find-imports';
import { endOverdueIncome, enqueueRemoval, listIncomeRemovals } from '#lib/income/remove-income';
import { enqueueReading, listReadingsDue } from '#lib/income/request-reading';
import { listUnchecked } from '#lib/institutions/check-institution';
import { listRotations } from '#lib/items/request-rotation';
import { listMisdirected } from '#lib/items/update-webhook';
import { log } from '#lib/log';
import { enqueueMail } from '#lib/mail/queue-mail';
import { countAnew } from '#lib/month-sums/count-anew';
import { joinDifferences } from '#lib/month-sums/join-differences';
import { enqueueNews, listHouseholdsWithNews } from '#lib/notifications/find-news';
import { listWatched } from '#lib/notifications/find-watched';
import { listAheadDue } from '#lib/notifications/tell-ahead';
import { listWeeksDue } from '#lib/notifications/tell-week';
import { watchUnlessGone } from '#lib/notifications/watch-item';
import { listItemsDue } from '#lib/products/find-due';
import { enqueueProducts } from '#lib/products/request-products';
import { listUnsettledStreams, requestStreams } from '#lib/recurring/request-streams';
import { listOwed, listRemovals, listUntouched } from '#lib/sync/find-work';
import type { ItemRef } from '#lib/sync/ports';
import { requestSync } from '#lib/sync/request-sync';
import { sweepItems } from '#lib/sync/sweep-items';
import { checkTieOut } from '#lib/tie-out/check-tie-out';
import { putRecordsBeside } from '#lib/transactions/bank-record';
import { listUnsettled, requestTransfers } from '#lib/transfers/request-transfers';
import { enqueueLater } from '#lib/webhook-endpoints/enqueue-delivery';
import { listEndpointsDue } from '#lib/webhook-endpoints/find-due';
import { enqueue } from './enqueue.ts';
import { forgetInTurn } from './forget-expired.ts';
import { freeJobsOfTheGone } from './free-jobs.ts';
import { itemQueue } from './item-queue.ts';

const batchSize = 500;

/**
 * The net under everything that can be lost: webhooks that never came, jobs that died with their
 * worker, which are given back first. Wakes every Item not tried for the sweep interval, every Item with work owed and no
 * lease, every Item of which a product is due, every unfinished removal and rotation, every Item whose webhooks go elsewhere, and every unhandled webhook of a known Item. Compares again the
 * accounts that were not compared with their bank for a day, and asks how banks are whose connections
 * are in trouble. Keeps the sums by month few. Tells people what a connection became and what it brought,
 * and sends the mails that wait.
 */
export async function sweep(): Promise<void> {
  const gone = await freeJobsOfTheGone();
  const found = await sweepItems({
    store: {
      listUntouched,
      listOwed,
      listRemovals,
      requestSync: (ref, trigger) => db().$transaction((tx) => requestSync(tx, ref, trigger)),
    },
    queue: itemQueue,
  });
  const webhooks = await db().$queryRaw<{ id: string }[]>`
    SELECT w."id" FROM "WebhookLog" w
    JOIN "ItemDirectory" d ON d."plaidItemId" = w."plaidItemId"
    WHERE w."handledAt" IS NULL LIMIT ${batchSize}`;
  for (const { id } of webhooks) {
    await enqueue(db(), 'handle-webhook', { webhookId: id }, { key: `webhook:${id}` });
  }
  for (const ref of await listRotations()) {
    await enqueue(db(), 'rotate-token', ref, { key: `rotate:${ref.itemId}`, ifWaiting: 'keep' });
  }
  for (const ref of await listMisdirected()) {
    await enqueue(db(), 'update-webhook', ref, { key: `address:${ref.itemId}`, ifWaiting: 'keep' });
  }
  for (const ref of await listUnfinishedArchives()) await enqueueArchive(db(), ref);
  for (const ref of await listUnfinishedImports()) await enqueueImport(db(), ref);
  for (const ref of await listUnfinishedFileImports()) await enqueueFileImport(db(), ref);
  for (const ref of await listUnenriched()) await enqueueEnriching(db(), ref);
  for (const { deletionId } of await listUnfinishedDeletions()) {
    await enqueueDeletion(db(), deletionId, 0);
  }
  for (const householdId of await listUnsettled()) await requestTransfers(db(), householdId, null);
  for (const householdId of await listUnsettledStreams()) await requestStreams(db(), householdId);
  await endOverdueReports();
  for (const ref of await listReportsDue()) await enqueuePoll(db(), ref);
  for (const ref of await listReportRemovals()) await enqueueReportRemoval(db(), ref);
  for (const ref of await listItemsDue()) await enqueueProducts(db(), ref);
  await endOverdueIncome();
  for (const ref of await listReadingsDue()) await enqueueReading(db(), ref);
  for (const ref of await listIncomeRemovals()) await enqueueRemoval(db(), ref);
  const institutions = await listUnchecked();
  for (const institutionId of institutions) {
    const key = `institution:${institutionId}`;
    await enqueue(db(), 'check-institution', { institutionId }, { key, ifWaiting: 'keep' });
  }
  const uncompared = await db().$queryRaw<ItemRef[]>`
    SELECT DISTINCT a."householdId", a."itemId" FROM "TieOut" t
    JOIN "Account" a ON a."householdId" = t."householdId" AND a."id" = t."accountId"
    JOIN "Item" i ON i."householdId" = a."householdId" AND i."id" = a."itemId"
    WHERE t."checkedAt" < now() - interval '1 day' AND i."balancesErrorCode" IS NULL LIMIT ${batchSize}`;
  for (const { householdId, itemId } of uncompared) await checkTieOut(householdId, itemId);

  const watched = await listWatched();
  for (const ref of watched) await watchUnlessGone(ref);
  for (const householdId of await listHouseholdsWithNews()) await enqueueNews(db(), householdId);
  for (const viewer of await listAheadDue()) {
    const key = `ahead:${viewer.memberId}`;
    await enqueue(db(), 'tell-ahead', viewer, { key, ifWaiting: 'keep' });
  }
  for (const viewer of await listWeeksDue()) {
    await enqueue(db(), 'tell-week', viewer, { key: `week:${viewer.memberId}`, ifWaiting: 'keep' });
  }
  const mails = await db().$queryRaw<{ householdId: string; mailId: string }[]>`
    SELECT "householdId", "id" AS "mailId" FROM "Mail"
    WHERE "state" = 'waiting' AND "nextTryAt" <= now() LIMIT ${batchSize}`;
  for (const ref of mails) await enqueueMail(db(), ref, 0);
  const tokenMails = await db().$queryRaw<{ id: string }[]>`
    SELECT "id" FROM "TokenMail"
    WHERE "state" = 'waiting' AND "nextTryAt" <= now() LIMIT ${batchSize}`;
  for (const { id } of tokenMails) await enqueueTokenMail(db(), id, 0);

  for (const ref of await listEndpointsDue()) await enqueueLater(db(), ref, 0);

  if (await isBackupDue())
    await enqueue(db(), 'back-up', {}, { key: 'back-up', ifWaiting: 'keep' });
  if (await findDrillDue()) {
    await enqueue(db(), 'prove-backup', {}, { key: 'prove-backup', ifWaiting: 'keep' });
  }

  const summed = (await countAnew()) + (await joinDifferences());
  const putBeside = await putRecordsBeside();
  const forgotten = await forgetInTurn();
  const counts = {
    webhooks: webhooks.length,
    uncompared: uncompared.length,
    summed,
    putBeside,
    forgotten,
  };
  log.info({ gone, ...found, ...counts }, 'sweep');
}

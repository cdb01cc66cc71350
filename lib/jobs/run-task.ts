import 'server-only';
import { importArchive } from '#lib/archive-imports/import-archive';
import { buildArchive } from '#lib/archives/build-archive';
import { pollReport } from '#lib/asset-reports/poll-report';
import { finishReportRemoval } from '#lib/asset-reports/remove-report';
import { sendTokenMail } from '#lib/auth/send-token-mail';
import { runDrill } from '#lib/backups/prove-backup';
import { runBackup } from '#lib/backups/run-backup';
import { db } from '#lib/db/client';
import { newId } from '#lib/db/ids';
import { finishDeletion } from '#lib/deletions/finish-deletion';
import { enrichImport } from '#lib/imports/enrich-import';
import { runImport } from '#lib/imports/run-import';
import { readIncome } from '#lib/income/read-income';
import { finishIncomeRemoval } from '#lib/income/remove-income';
import { checkInstitution } from '#lib/institutions/check-institution';
import { renewHoldings } from '#lib/investments/renew-holdings';
import { finishDisconnect } from '#lib/items/finish-disconnect';
import { refreshItem, renewItem } from '#lib/items/refresh-item';
import { removalPorts } from '#lib/items/removal-ports';
import { rotateAccessToken } from '#lib/items/rotate-access-token';
import { updateWebhook } from '#lib/items/update-webhook';
import { sendMail } from '#lib/mail/send-mail';
import { enqueueNews } from '#lib/notifications/find-news';
import { tellAhead } from '#lib/notifications/tell-ahead';
import { tellNews } from '#lib/notifications/tell-news';
import { tellWeek } from '#lib/notifications/tell-week';
import { watchUnlessGone } from '#lib/notifications/watch-item';
import { getAccounts } from '#lib/plaid/accounts';
import { getSyncPage } from '#lib/plaid/transactions';
import { fetchProducts } from '#lib/products/fetch-products';
import { enqueueDue } from '#lib/products/request-products';
import { sendPush } from '#lib/push-devices/send-push';
import { settleStreams } from '#lib/recurring/settle-streams';
import type { SyncPorts, SyncQueue } from '#lib/sync/ports';
import { postgresStore } from '#lib/sync/postgres-store';
import { requestAwaited } from '#lib/sync/request-sync';
import { syncItem } from '#lib/sync/sync-item';
import { runTransfers } from '#lib/transfers/request-transfers';
import { deliverEvents } from '#lib/webhook-endpoints/deliver-events';
import { handleWebhook } from '#lib/webhooks/handle-webhook';
import { itemQueue } from './item-queue.ts';
import { sweep } from './sweep.ts';
import { type TaskName, taskPayloads } from './tasks.ts';

let stopping = false;

/** From now on a sync that is still reading pages gives up, and leaves its Item to another worker. */
export function stopTasks(): void {
  stopping = true;
}

const ports: SyncPorts & { queue: SyncQueue } = {
  isStopping: () => stopping,
  store: postgresStore,
  queue: itemQueue,
  newId,
  plaid: { getSyncPage, getAccounts },
  clock: {
    now: () => new Date(),
    random: Math.random,
    every: (ms, run) => {
      const timer = setInterval(run, ms);
      return () => clearInterval(timer);
    },
  },
};

/**
 * Runs one job. Throwing means: try again later (the queue backs off).
 *
 * @param owner  names this worker in leases
 */
export async function runTask(name: TaskName, payload: unknown, owner: string): Promise<void> {
  switch (name) {
    case 'sync-item': {
      const ref = taskPayloads[name].parse(payload);
      await syncItem(ports, ref, owner);
      await renewHoldings(ref);
      await renewItem(ref);
      await enqueueDue(ref);
      return watchUnlessGone(ref);
    }
    case 'wake-item': {
      const ref = taskPayloads[name].parse(payload);
      await db().$transaction((tx) => requestAwaited(tx, ref));
      return;
    }
    case 'refresh-item': {
      const ref = taskPayloads[name].parse(payload);
      await refreshItem(ref.householdId, ref.itemId);
      return watchUnlessGone(ref);
    }
    case 'fetch-products':
      return fetchProducts(taskPayloads[name].parse(payload), ports.clock.random);
    case 'read-income':
      return readIncome(taskPayloads[name].parse(payload), ports.clock.random);
    case 'remove-income':
      return finishIncomeRemoval(taskPayloads[name].parse(payload));
    case 'remove-item':
      return finishDisconnect(removalPorts, taskPayloads[name].parse(payload));
    case 'poll-asset-report':
      return pollReport(taskPayloads[name].parse(payload));
    case 'remove-asset-report':
      return finishReportRemoval(taskPayloads[name].parse(payload));
    case 'rotate-token': {
      const ref = taskPayloads[name].parse(payload);
      await rotateAccessToken(ref, owner);
      return watchUnlessGone(ref);
    }
    case 'update-webhook': {
      const { householdId, itemId } = taskPayloads[name].parse(payload);
      return updateWebhook(householdId, itemId);
    }
    case 'build-archive':
      return buildArchive(taskPayloads[name].parse(payload));
    case 'import-archive':
      return importArchive(taskPayloads[name].parse(payload));
    case 'run-file-import':
      return runImport(taskPayloads[name].parse(payload));
    case 'enrich-import':
      return enrichImport(taskPayloads[name].parse(payload));
    case 'finish-deletion':
      return finishDeletion(taskPayloads[name].parse(payload).deletionId);
    case 'settle-transfers': {
      const asked = taskPayloads[name].parse(payload);
      await runTransfers(asked);
      // Only now is it known what of the rows is no spending.
      return enqueueNews(db(), asked.householdId);
    }
    case 'tell-news':
      return tellNews(taskPayloads[name].parse(payload).householdId);
    case 'tell-ahead':
      return tellAhead(taskPayloads[name].parse(payload));
    case 'tell-week':
      return tellWeek(taskPayloads[name].parse(payload));
    case 'settle-streams':
      return settleStreams(taskPayloads[name].parse(payload).householdId);
    case 'check-institution':
      return checkInstitution(taskPayloads[name].parse(payload).institutionId);
    case 'send-push':
      return sendPush(taskPayloads[name].parse(payload));
    case 'send-mail':
      return sendMail(taskPayloads[name].parse(payload));
    case 'send-token-mail':
      return sendTokenMail(taskPayloads[name].parse(payload).mailId);
    case 'handle-webhook': {
      const ref = await handleWebhook(taskPayloads[name].parse(payload).webhookId);
      if (ref) await watchUnlessGone(ref);
      return;
    }
    case 'deliver-events':
      return deliverEvents(taskPayloads[name].parse(payload), ports.clock.random, ports.isStopping);
    case 'back-up':
      return runBackup(ports.isStopping);
    case 'prove-backup':
      return runDrill();
    case 'sweep':
      return sweep();
  }
}

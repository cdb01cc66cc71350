import 'server-only';
import { deleteEndedTokens } from '#lib/access-tokens/mutations';
import { deleteOldImports } from '#lib/archive-imports/find-imports';
import { deleteOldArchives } from '#lib/archives/mutations';
import { deleteRemovedAttachments } from '#lib/attachments/mutations';
import { deleteUnusedObjects } from '#lib/attachments/sweep-objects';
import { pruneAudit } from '#lib/audit/prune-audit';
import { deleteForgottenBrowsers } from '#lib/auth/known-browsers';
import { deleteExpiredMailboxTokens } from '#lib/auth/mailbox-tokens';
import { deleteEndedSessions } from '#lib/auth/sessions';
import { deleteExpiredAttempts } from '#lib/auth/sign-in-attempts';
import { db } from '#lib/db/client';
import { refundToken, takeToken } from '#lib/db/rate-bucket';
import { deleteOldDeletions } from '#lib/deletions/find-deletions';
import { deleteExpiredChallenges } from '#lib/factors/passkey-challenges';
import { deleteWaitingTotps } from '#lib/factors/totp';
import { deleteAbandonedFileImports } from '#lib/imports/find-imports';
import { deleteExpiredInvites } from '#lib/invites/mutations';
import { deleteEndedClaims } from '#lib/items/claim-bank';
import { deleteOldForgottenItems } from '#lib/items/forget-items';
import { deleteExpiredLinkTokens } from '#lib/items/open-link';
import { deleteOldLinkEvents } from '#lib/link-events/mutations';
import { deleteExpiredRoundTrips } from '#lib/oidc/round-trips';
import { deleteOldCalls } from '#lib/plaid-calls/write-calls';
import { deleteEndedPacks } from '#lib/proof-packs/mutations';
import { forgetOldRelinks } from '#lib/relinks/mutations';
import { pruneSyncRuns } from '#lib/sync-runs/prune-sync-runs';
import { deleteOldSteps } from '#lib/undo-steps/keep-step';
import { joinOldChanges } from '#lib/versions/mutations';
import { deleteOldDeliveries } from '#lib/webhook-endpoints/mutations';

const webhookRetentionDays = 90;
/** Longer than any trouble goes on untold: an event's row is what keeps it from being told again. */
const notificationRetentionDays = 400;
const mailRetentionDays = 30;
/** By then every bucket is full again, which is what a bucket that is not there is. */
const bucketRetentionDays = 1;
/** Jobs tried too often, or whose work another was given while a dead worker held them. */
const failedJobRetentionDays = 30;
/** A worker that was killed leaves its row behind. */
const workerRetentionDays = 1;

/** For all workers together. */
const turns = { capacity: 1, perMinute: 0.1 };

/**
 * Deletes what nobody will ask for again where it is time to: once in ten minutes, and again at once as long as there is
 * some, for there may be more. Thirty-odd statements that find nothing were half of every minute's sweep.
 *
 * @returns how many rows that were; null where it was not time
 */
export async function forgetInTurn(): Promise<number | null> {
  if (!(await takeToken('forget', turns))) return null;
  const rows = (await pruneSyncRuns()) + (await forgetExpired());
  if (rows > 0) await refundToken('forget', turns);
  return rows;
}

/** Deletes what nobody will ask for again; returns how many rows that were. */
export async function forgetExpired(): Promise<number> {
  const webhooks = await db().$executeRaw`
    DELETE FROM "WebhookLog"
    WHERE "receivedAt" < now() - make_interval(days => ${webhookRetentionDays})`;
  const buckets = await db().$executeRaw`
    DELETE FROM "RateBucket"
    WHERE "updatedAt" < now() - make_interval(days => ${bucketRetentionDays})`;
  const workers = await db().$executeRaw`
    DELETE FROM "Worker"
    WHERE "seenAt" < now() - make_interval(days => ${workerRetentionDays})`;
  const jobs = await db().$executeRaw`
    SELECT graphile_worker.complete_jobs(array_agg(j."id")) FROM graphile_worker.jobs j
    WHERE j."attempts" >= j."max_attempts" AND j."locked_at" IS NULL
      AND j."updated_at" < now() - make_interval(days => ${failedJobRetentionDays})`;
  const notifications = await db().$executeRaw`
    DELETE FROM "Notification"
    WHERE "createdAt" < now() - make_interval(days => ${notificationRetentionDays})`;
  const mails = await db().$executeRaw`
    DELETE FROM "Mail"
    WHERE "createdAt" < now() - make_interval(days => ${mailRetentionDays})`;
  const tokenMails = await db().$executeRaw`
    DELETE FROM "TokenMail"
    WHERE "createdAt" < now() - make_interval(days => ${mailRetentionDays})`;
  const told = notifications + mails + tokenMails;
  const links =
    (await deleteExpiredLinkTokens()) +
    (await deleteEndedClaims()) +
    (await deleteOldLinkEvents()) +
    (await forgetOldRelinks()) +
    (await deleteOldSteps()) +
    (await joinOldChanges());
  const deletions = (await deleteOldDeletions()) + (await deleteOldForgottenItems());
  const archives =
    deletions +
    (await deleteOldArchives()) +
    (await deleteOldImports()) +
    (await deleteAbandonedFileImports()) +
    (await deleteRemovedAttachments()) +
    (await deleteUnusedObjects());
  const unfinished =
    (await deleteExpiredMailboxTokens()) +
    (await deleteForgottenBrowsers()) +
    (await deleteExpiredInvites()) +
    (await deleteEndedPacks()) +
    (await deleteEndedTokens()) +
    (await deleteOldDeliveries()) +
    (await deleteExpiredAttempts()) +
    (await deleteExpiredChallenges()) +
    (await deleteExpiredRoundTrips()) +
    (await deleteWaitingTotps());
  const calls = await deleteOldCalls();
  const ended = (await deleteEndedSessions()) + (await pruneAudit()) + unfinished;
  return calls + webhooks + buckets + workers + jobs + told + links + archives + ended;
}

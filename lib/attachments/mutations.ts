import 'server-only';
import { createHash } from 'node:crypto';
import { db, type Prisma, type Tx } from '#lib/db/client';
import { newId } from '#lib/db/ids';
import { AppError } from '#lib/errors';
import { toFileName } from '#lib/http/file-name';
import { readRawBody } from '#lib/http/read-body';
import { publish } from '#lib/live/publish';
import { listOpenAccounts, type Viewer } from '#lib/privacy/viewer';
import { writeChunks } from './chunks.ts';
import {
  type AttachmentListDto,
  type AttachmentQuery,
  attachmentBytes,
  attachmentLimit,
} from './contract.ts';
import { keepObject } from './objects.ts';
import { listAttachments, noSuchAttachment, ofOpenAccounts } from './queries.ts';
import { sniffType } from './sniff-type.ts';

const householdBytes = 2 * 1024 ** 3;
const removedBytes = householdBytes;
/** How long one can be put back. */
const removedHours = 24;

/**
 * Puts a picture or a PDF to a transaction.
 *
 * @throws AppError not_found; payload_too_large; unsupported_media_type by what is in it, whatever it
 *         is called; invalid_input when there are too many
 */
export async function addAttachment(
  viewer: Viewer,
  { transactionId, name }: AttachmentQuery,
  request: Request,
): Promise<AttachmentListDto> {
  const { householdId } = viewer;
  await requireSeen(viewer, transactionId);
  const file = await readRawBody(request, attachmentBytes);
  const mediaType = sniffType(file);
  if (!mediaType) {
    throw new AppError(
      'unsupported_media_type',
      'Only pictures (JPEG, PNG, WebP, HEIC) and PDFs can be attached. Nothing was changed.',
    );
  }
  const id = newId();
  const ref = { householdId, attachmentId: id };
  const object = await keepObject(ref, file);
  await db().$transaction(
    async (tx) => {
      await requireRoom(tx, viewer, transactionId, file.byteLength);
      await requireRoomBesideRemoved(tx, householdId, file.byteLength);
      await tx.attachment.create({
        data: {
          householdId,
          id,
          transactionId,
          fileName: toFileName(name),
          mediaType,
          bytes: file.byteLength,
          sha256: new Uint8Array(createHash('sha256').update(file).digest()),
          ...object,
        },
        select: { id: true },
      });
      if (!object) await writeChunks(tx, ref, file);
      await publish(tx, householdId, ['transactions'], { transactionIds: [transactionId] });
    },
    { timeout: 30_000 },
  );
  return listAttachments(viewer, transactionId);
}

/** Takes it off; for a day it can be put back. @throws AppError not_found */
export async function removeAttachment(viewer: Viewer, attachmentId: string) {
  const where = { ...(await ofOpenAccounts(viewer)), id: attachmentId, removedAt: null };
  await db().$transaction(async (tx) => {
    const [removed] = await tx.attachment.updateManyAndReturn({
      where,
      data: { removedAt: new Date() },
      select: { transactionId: true },
    });
    if (!removed) throw noSuchAttachment();
    const about = { transactionIds: [removed.transactionId] };
    await publish(tx, viewer.householdId, ['transactions'], about);
  });
  return { id: attachmentId };
}

/** Puts back what was taken off. @throws AppError not_found; invalid_input when there are too many */
export async function restoreAttachment(viewer: Viewer, attachmentId: string) {
  const where = { ...(await ofOpenAccounts(viewer)), id: attachmentId, removedAt: { not: null } };
  await db().$transaction(async (tx) => {
    const found = await tx.attachment.findFirst({
      where,
      select: { transactionId: true, bytes: true },
    });
    if (!found) throw noSuchAttachment();
    await requireRoom(tx, viewer, found.transactionId, found.bytes);
    await tx.attachment.updateMany({ where, data: { removedAt: null } });
    const about = { transactionIds: [found.transactionId] };
    await publish(tx, viewer.householdId, ['transactions'], about);
  });
  return { id: attachmentId };
}

/** Deletes for good what was taken off a day ago; returns how many. */
export function deleteRemovedAttachments(): Promise<number> {
  return db().$executeRaw`
    DELETE FROM "Attachment" WHERE "removedAt" < now() - make_interval(hours => ${removedHours})`;
}

/** Before the file is taken, and before anything is said about it. */
async function requireSeen(viewer: Viewer, id: string): Promise<void> {
  const accountId = { in: await listOpenAccounts(viewer) };
  const { householdId } = viewer;
  const found = await db().transaction.count({ where: { householdId, id, accountId } });
  if (found === 0) throw noSuchTransaction();
}

function noSuchTransaction(): AppError {
  return new AppError('not_found', 'There is no such transaction. Nothing was changed.');
}

/**
 * Holds the household's attachments and the transaction, so that two at once are not one too many. Not
 * by a lock on the household's row, which is taken by who joins it.
 */
async function requireRoom(
  tx: Tx,
  viewer: Viewer,
  transactionId: string,
  bytes: number,
): Promise<void> {
  const { householdId } = viewer;
  await tx.$executeRaw`
    SELECT pg_advisory_xact_lock(hashtextextended('attachments:' || ${householdId}, 0))`;
  const open = await listOpenAccounts(viewer, tx);
  const held = await tx.$queryRaw<{ id: string }[]>`
    SELECT "id" FROM "Transaction"
    WHERE "householdId" = ${householdId}::uuid AND "id" = ${transactionId}::uuid
      AND "accountId" = ANY(${open}::uuid[]) AND ("removedAt" IS NULL OR "keptAt" IS NOT NULL)
    FOR NO KEY UPDATE`;
  if (held.length === 0) throw noSuchTransaction();
  const count = await tx.attachment.count({
    where: { householdId, transactionId, removedAt: null },
  });
  if (count >= attachmentLimit) {
    throw new AppError(
      'invalid_input',
      `A transaction has at most ${attachmentLimit} attachments. Nothing was changed.`,
    );
  }
  // Whose they are and how much they take is not said: some are on accounts that this member does not see.
  if ((await sumBytes(tx, { householdId, removedAt: null })) + bytes > householdBytes) {
    throw new AppError(
      'payload_too_large',
      'The household has no room for it. Nothing was changed; remove other attachments first.',
    );
  }
}

/** What was taken off and can be put back takes room, too: otherwise adding and removing would fill the disk. */
async function requireRoomBesideRemoved(tx: Tx, householdId: string, bytes: number): Promise<void> {
  if ((await sumBytes(tx, { householdId })) + bytes > householdBytes + removedBytes) {
    throw new AppError(
      'payload_too_large',
      'What was removed lately still takes the room. Nothing was changed; try again tomorrow.',
    );
  }
}

async function sumBytes(tx: Tx, where: Prisma.AttachmentWhereInput): Promise<number> {
  const { _sum } = await tx.attachment.aggregate({ where, _sum: { bytes: true } });
  return _sum.bytes ?? 0;
}

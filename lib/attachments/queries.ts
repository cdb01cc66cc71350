import 'server-only';
import { db } from '#lib/db/client';
import { AppError } from '#lib/errors';
import { listOpenAccounts, type Viewer } from '#lib/privacy/viewer';
import { type FileRef, hasChunks, readChunks } from './chunks.ts';
import { type AttachmentListDto, attachmentLimit } from './contract.ts';
import { lost, readObject } from './objects.ts';

/** The documents of a transaction, oldest first; none where there is no such transaction. */
export async function listAttachments(
  viewer: Viewer,
  transactionId: string,
): Promise<AttachmentListDto> {
  const rows = await db().attachment.findMany({
    where: { ...(await ofOpenAccounts(viewer)), transactionId, removedAt: null },
    select: { id: true, fileName: true, mediaType: true, bytes: true, createdAt: true },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    take: 10 * attachmentLimit,
  });
  const items = rows.map((row) => ({ ...row, createdAt: row.createdAt.toISOString() }));
  return { items, nextCursor: null };
}

/** Those that a browser shows without running anything of theirs. */
const shownInline: ReadonlySet<string> = new Set(['image/jpeg', 'image/png', 'image/webp']);

/**
 * A document as a file. Every answer of ours forbids browsers to guess its type or to run anything
 * in it; a file also goes nowhere but to disk unless it is a picture.
 *
 * @throws AppError not_found
 */
export async function readAttachment(viewer: Viewer, attachmentId: string): Promise<Response> {
  const { householdId } = viewer;
  const found = await db().attachment.findFirst({
    where: { ...(await ofOpenAccounts(viewer)), id: attachmentId, removedAt: null },
    select: { fileName: true, mediaType: true, bytes: true, objectId: true, keySealed: true },
  });
  if (!found) throw noSuchAttachment();
  const how = shownInline.has(found.mediaType) ? 'inline' : 'attachment';
  return new Response(await readFile({ householdId, attachmentId }, found), {
    headers: {
      'content-type': found.mediaType,
      'content-length': String(found.bytes),
      'content-disposition': `${how}; filename*=UTF-8''${encodeName(found.fileName)}`,
    },
  });
}

/** Its bytes, from wherever they are. @throws AppError not_found or unavailable */
async function readFile(
  ref: FileRef,
  { objectId, keySealed }: { objectId: string | null; keySealed: string | null },
) {
  if (objectId !== null && keySealed !== null) return readObject(ref, { objectId, keySealed });
  if (!(await hasChunks(ref))) throw lost(ref, null, 'the database has none of it');
  return readChunks(ref);
}

/** As RFC 8187 wants it. */
function encodeName(name: string): string {
  return encodeURIComponent(name.toWellFormed()).replace(
    /['()*!]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** Of transactions that the viewer sees. */
export async function ofOpenAccounts(viewer: Viewer) {
  const accountId = { in: await listOpenAccounts(viewer) };
  return { householdId: viewer.householdId, transaction: { accountId } };
}

export function noSuchAttachment(): AppError {
  return new AppError('not_found', 'There is no such attachment. Nothing was changed.');
}

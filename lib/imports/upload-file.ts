import 'server-only';
import { db } from '#lib/db/client';
import { newId } from '#lib/db/ids';
import { AppError } from '#lib/errors';
import { toFileName } from '#lib/http/file-name';
import { readRawBody } from '#lib/http/read-body';
import { requireAccount, type Viewer } from '#lib/privacy/viewer';
import type { FileImportDto, UploadQuery } from './contract.ts';
import { enqueueFileImport } from './find-imports.ts';
import { fileBytes } from './limits.ts';
import { getFileImport } from './queries.ts';

/** Files of one member that wait for a decision; the oldest goes. */
const waitingLimit = 5;

/**
 * Takes a file of transactions for an account; a worker reads it. Its name is shown, and nothing is
 * told from it.
 *
 * @throws AppError not_found; unsupported_media_type; payload_too_large; invalid_input when it is empty
 */
export async function uploadFile(
  viewer: Viewer,
  { accountId, name }: UploadQuery,
  request: Request,
): Promise<FileImportDto> {
  if (request.headers.get('content-type') !== 'application/octet-stream') {
    throw new AppError('unsupported_media_type', 'Send bytes as application/octet-stream.');
  }
  await requireAccount(viewer, accountId);
  const file = new Uint8Array(await readRawBody(request, fileBytes));
  if (file.byteLength === 0) {
    throw new AppError('invalid_input', 'This file is empty. Nothing was imported.');
  }
  const { householdId, memberId } = viewer;
  const id = newId();
  await makeRoom(viewer);
  await db().$transaction(async (tx) => {
    await tx.fileImport.create({
      data: { householdId, id, memberId, accountId, fileName: toFileName(name), file },
      select: { id: true },
    });
    await enqueueFileImport(tx, { householdId, importId: id });
  });
  return getFileImport(viewer, id);
}

/** What has only just come is left alone: an upload beside this one has yet to answer with it. */
async function makeRoom({ householdId, memberId }: Viewer): Promise<void> {
  await db().$executeRaw`
    DELETE FROM "FileImport" f USING (
      SELECT "id" FROM "FileImport"
      WHERE "householdId" = ${householdId}::uuid AND "memberId" = ${memberId}::uuid
        AND "state" IN ('reading', 'ready', 'failed')
        AND "createdAt" < now() - interval '1 minute'
      ORDER BY "createdAt" DESC, "id" DESC OFFSET ${waitingLimit - 1}
      FOR UPDATE SKIP LOCKED) old
    WHERE f."householdId" = ${householdId}::uuid AND f."id" = old."id"`;
}

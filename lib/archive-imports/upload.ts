import 'server-only';
import { db } from '#lib/db/client';
import { newId } from '#lib/db/ids';
import { AppError } from '#lib/errors';
import { readRawBody } from '#lib/http/read-body';
import { publish } from '#lib/live/publish';
import type { CreateImportInput, ImportDto } from './contract.ts';
import { enqueueImport } from './find-imports.ts';
import { isEmptyHousehold } from './is-empty-household.ts';
import { partBytes } from './limits.ts';
import { getImport } from './queries.ts';

type MemberRef = { householdId: string; memberId: string };

/**
 * Makes room for a file that comes in parts. What the member began before and did not finish is
 * given up.
 *
 * @throws AppError import_refused where the household is not empty
 */
export async function createImport(
  member: MemberRef,
  { bytes }: CreateImportInput,
): Promise<ImportDto> {
  const { householdId, memberId } = member;
  const importId = newId();
  return db().$transaction(async (tx) => {
    if (!(await isEmptyHousehold(tx, member))) {
      throw new AppError(
        'import_refused',
        'An import needs a household without banks, accounts, rules, tags and categories of its own, of which you are the only member. Nothing was changed.',
      );
    }
    const waiting = await tx.archiveImport.count({ where: { householdId, state: 'waiting' } });
    if (waiting > 0) {
      throw new AppError('import_refused', 'Another import is under way. Nothing was changed.');
    }
    await tx.archiveImport.deleteMany({ where: { householdId, state: { not: 'waiting' } } });
    await tx.archiveImport.create({ data: { householdId, id: importId, memberId, bytes } });
    return getImport(member, importId, tx);
  });
}

/**
 * Keeps one part of the file; the same part sent twice is kept once.
 *
 * @throws AppError not_found; unsupported_media_type; payload_too_large; invalid_input for a part of
 *         the wrong size
 */
export async function storePart(
  { householdId, memberId }: MemberRef,
  importId: string,
  seq: number,
  request: Request,
): Promise<{ seq: number }> {
  if (request.headers.get('content-type') !== 'application/octet-stream') {
    throw new AppError('unsupported_media_type', 'Send bytes as application/octet-stream.');
  }
  const body = await readRawBody(request, partBytes);
  await db().$transaction(async (tx) => {
    const found = await tx.archiveImport.findFirst({
      where: { householdId, memberId, id: importId, state: 'uploading' },
      select: { bytes: true },
    });
    if (!found) throw new AppError('not_found', 'There is no such import.');
    const expected = Math.min(partBytes, found.bytes - seq * partBytes);
    if (body.byteLength !== expected) {
      throw new AppError('invalid_input', 'This part is not of its size. Send it again.', {
        fields: { body: `This part has ${Math.max(0, expected)} bytes.` },
      });
    }
    const bytes = new Uint8Array(body);
    await tx.archiveImportPart.upsert({
      where: { householdId_importId_seq: { householdId, importId, seq } },
      create: { householdId, importId, seq, bytes },
      update: { bytes },
      select: { seq: true },
    });
  });
  return { seq };
}

/** The file is whole: a worker reads it. @throws AppError not_found; invalid_input when parts are missing */
export async function startImport(member: MemberRef, importId: string): Promise<ImportDto> {
  const { householdId, memberId } = member;
  return db().$transaction(async (tx) => {
    const found = await tx.archiveImport.findFirst({
      where: { householdId, memberId, id: importId, state: 'uploading' },
      select: { bytes: true, _count: { select: { parts: true } } },
    });
    if (!found) throw new AppError('not_found', 'There is no such import.');
    if (found._count.parts !== Math.ceil(found.bytes / partBytes)) {
      throw new AppError('invalid_input', 'Parts of the file are missing. Send it again.');
    }
    await tx.archiveImport.update({
      where: { householdId_id: { householdId, id: importId } },
      data: { state: 'waiting' },
    });
    await enqueueImport(tx, { householdId, importId });
    await publish(tx, householdId, ['archives']);
    return getImport(member, importId, tx);
  });
}

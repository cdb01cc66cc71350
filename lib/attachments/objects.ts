import 'server-only';
import { db } from '#lib/db/client';
import { newId } from '#lib/db/ids';
import { env } from '#lib/env';
import { AppError } from '#lib/errors';
import { log } from '#lib/log';
import type { FileRef } from './chunks.ts';
import { attachmentBytes } from './contract.ts';
import { openFile, sealBytes, sealFile } from './sealed-file.ts';
import type { StoreName } from './settings.ts';
import { openStore } from './store.ts';

/** Of an attachment whose file is not in the database. */
type ObjectRef = { objectId: string; keySealed: string };

/**
 * Puts a file to where new ones go, before its attachment is written: an object without a row is swept
 * away, a row without its object would be a lie. Null: it goes into the database, with its row.
 *
 * @throws AppError unavailable
 */
export async function keepObject(ref: FileRef, file: Uint8Array): Promise<ObjectRef | null> {
  const { store } = env().attachments;
  if (store === 'database') return null;
  const objectId = newId();
  const { sealed, keySealed } = sealFile(ref, file);
  await db().storedObject.create({ data: { id: objectId, store }, select: { id: true } });
  try {
    await openStore(store).put(objectId, sealed);
  } catch (error) {
    log.error({ store, error }, 'an attachment could not be kept');
    throw new AppError(
      'unavailable',
      'The place where files are kept does not answer. Nothing was changed; try again in a while.',
    );
  }
  return { objectId, keySealed };
}

/** A file that is not in the database. @throws AppError not_found where it is lost; unavailable */
export async function readObject(
  ref: FileRef,
  { objectId, keySealed }: ObjectRef,
): Promise<Buffer<ArrayBuffer>> {
  const found = await db().storedObject.findUnique({
    where: { id: objectId },
    select: { store: true },
  });
  const store = found?.store as Exclude<StoreName, 'database'> | undefined;
  let sealed: Uint8Array | null;
  try {
    sealed = store ? await openStore(store).get(objectId, attachmentBytes + sealBytes) : null;
  } catch (error) {
    log.error({ store, error }, 'an attachment could not be read');
    throw new AppError(
      'unavailable',
      'The place where this file is kept does not answer. Nothing is lost; try again in a while.',
    );
  }
  if (!sealed) throw lost(ref, objectId, 'it is not there');
  try {
    return Buffer.from(openFile(ref, sealed, keySealed));
  } catch {
    throw lost(ref, objectId, 'it does not open');
  }
}

/** Told as it is: no empty file in its place, and nothing that was changed there. */
export function lost({ attachmentId }: FileRef, objectId: string | null, reason: string): AppError {
  log.error({ attachmentId, objectId, reason }, 'the file of an attachment is lost');
  return new AppError(
    'not_found',
    'This file is missing or damaged where files are kept. Its transaction is as it was; whoever runs this installation can look for the file in a backup.',
  );
}

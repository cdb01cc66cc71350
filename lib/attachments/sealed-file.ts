import 'server-only';
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { seal, unseal } from '#lib/crypto/seal';
import type { FileRef } from './chunks.ts';

const nonceBytes = 12;
const tagBytes = 16;
/** By how much a sealed file is larger. */
export const sealBytes = nonceBytes + tagBytes;

/**
 * Encrypts a file for a place that is not the database: AES-256-GCM, a key of its own, which is sealed by the
 * installation's. So keys rotate without a file being written again, and a file is unreadable once its row
 * is gone. It opens in its own attachment's place alone.
 */
export function sealFile(ref: FileRef, file: Uint8Array): { sealed: Buffer; keySealed: string } {
  const [key, nonce] = [randomBytes(32), randomBytes(nonceBytes)];
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(describe(ref));
  const sealed = Buffer.concat([nonce, cipher.update(file), cipher.final(), cipher.getAuthTag()]);
  return { sealed, keySealed: seal(key.toString('base64'), placeOf(ref)) };
}

/** @throws Error when it was changed or is another's; UnsealError when its key does not open */
export function openFile(ref: FileRef, sealed: Uint8Array, keySealed: string): Buffer {
  if (sealed.byteLength < sealBytes) throw new Error('A sealed file is cut short.');
  const key = Buffer.from(unseal(keySealed, placeOf(ref)), 'base64');
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, nonceBytes));
  decipher.setAAD(describe(ref));
  decipher.setAuthTag(sealed.subarray(-tagBytes));
  const opened = decipher.update(sealed.subarray(nonceBytes, -tagBytes));
  return Buffer.concat([opened, decipher.final()]);
}

function placeOf({ householdId, attachmentId }: FileRef) {
  return { table: 'Attachment', column: 'keySealed', householdId, rowId: attachmentId } as const;
}

function describe({ householdId, attachmentId }: FileRef): Buffer {
  return Buffer.from(`Attachment|file|${householdId}|${attachmentId}`);
}

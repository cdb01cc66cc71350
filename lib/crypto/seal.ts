import 'server-only';
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { requireEnv } from '#lib/env';
import { metrics } from '#lib/metrics/metrics';
import type { SealedPlace } from './sealed-columns.ts';

const version = 'v1';
const nonceBytes = 12;
const tagBytes = 16;

/**
 * Encrypts a secret for storage: AES-256-GCM, a fresh 96-bit nonce, the first key of
 * ENCRYPTION_KEYS.
 *
 * @returns `v1.<keyId>.<nonce>.<ciphertext+tag>`, base64url
 */
export function seal(secret: string, place: SealedPlace): string {
  const [key] = requireEnv('ENCRYPTION_KEYS');
  if (!key) throw new Error('ENCRYPTION_KEYS holds no key.');
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', key.bytes, nonce);
  cipher.setAAD(describePlace(place));
  const sealed = Buffer.concat([
    cipher.update(secret, 'utf8'),
    cipher.final(),
    cipher.getAuthTag(),
  ]);
  return `${sealedBy(key.id)}${nonce.toString('base64url')}.${sealed.toString('base64url')}`;
}

/** A sealed value does not open, and will not until the key ring changes. */
export class UnsealError extends Error {}

/**
 * Opens what `seal` made, with whichever key of the ring sealed it.
 *
 * @throws UnsealError when the key is not in the ring, the value was altered, or it belongs elsewhere
 */
export function unseal(value: string, place: SealedPlace): string {
  try {
    return open(value, place);
  } catch (error) {
    metrics().decryptFailures.inc();
    throw error;
  }
}

function open(value: string, place: SealedPlace): string {
  const [givenVersion, keyId, nonce, sealed] = value.split('.');
  const key = requireEnv('ENCRYPTION_KEYS').find((each) => each.id === keyId);
  if (givenVersion !== version || !nonce || !sealed) throw new UnsealError('Not a sealed value.');
  if (!key) throw new UnsealError(`No key "${keyId}" in ENCRYPTION_KEYS.`);
  const bytes = Buffer.from(sealed, 'base64url');
  const decipher = createDecipheriv('aes-256-gcm', key.bytes, Buffer.from(nonce, 'base64url'));
  decipher.setAAD(describePlace(place));
  try {
    decipher.setAuthTag(bytes.subarray(-tagBytes));
    const opened = [decipher.update(bytes.subarray(0, -tagBytes)), decipher.final()];
    return Buffer.concat(opened).toString('utf8');
  } catch (cause) {
    throw new UnsealError(`What key "${keyId}" sealed was altered or belongs elsewhere.`, {
      cause,
    });
  }
}

/** The names of the ring's keys; the first one seals. */
export function keyRing(): [string, ...string[]] {
  const [first, ...rest] = requireEnv('ENCRYPTION_KEYS').map((key) => key.id);
  if (first === undefined) throw new Error('ENCRYPTION_KEYS holds no key.');
  return [first, ...rest];
}

/** How every value begins that this key sealed. */
export function sealedBy(keyId: string): string {
  return `${version}.${keyId}.`;
}

function describePlace(place: SealedPlace): Buffer {
  return Buffer.from([place.table, place.column, place.householdId, place.rowId].join('|'));
}

import 'server-only';
import {
  createCipheriv,
  createDecipheriv,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto';
import type { EncryptionKey } from '#lib/crypto/judge-key';
import { BackupError } from './backup-error.ts';

/** The parts of one backup share it; nothing else does. */
export type PartSealer = { name: string; key: EncryptionKey; salt: Buffer };

/** The manifest is sealed like a part, under a number that no part has. */
export const manifestIndex = 0xff_ff_ff_ff;

const magic = Buffer.from('PLBK');
const version = 1;
const checkBytes = 16;
const saltBytes = 32;
const tagBytes = 16;
/** By how much a sealed part is larger at most. */
export const partOverheadBytes = 128;

export function createSealer(name: string, key: EncryptionKey): PartSealer {
  return { name, key, salt: randomBytes(saltBytes) };
}

/**
 * Encrypts one part of a backup: AES-256-GCM with a key that is derived for this backup alone, and the
 * part's number as nonce, which so never comes twice. Name, number and header are authenticated, so that a
 * part opens in its own place of its own backup alone.
 */
export function sealPart(sealer: PartSealer, index: number, bytes: Uint8Array): Buffer {
  const header = printHeader(sealer, index);
  const cipher = createCipheriv('aes-256-gcm', deriveKey(sealer), nonceOf(index));
  cipher.setAAD(describe(sealer.name, header));
  return Buffer.concat([header, cipher.update(bytes), cipher.final(), cipher.getAuthTag()]);
}

/** What lies before the ciphertext of every part. */
export type PartHeader = { keyId: string; check: Buffer; salt: Buffer; index: number; end: number };

/** @throws BackupError when it is no part of a backup, or of a later kind than is known here */
export function readHeader(sealed: Buffer): PartHeader {
  const short = sealed.length < magic.length + 2;
  if (short || !sealed.subarray(0, 4).equals(magic)) {
    throw new BackupError('It is no backup of Plumbline, or its beginning was damaged.');
  }
  if (sealed[4] !== version) {
    throw new BackupError('It was made by a newer version of Plumbline. Restore it with that one.');
  }
  const idEnd = 6 + (sealed[5] ?? 0);
  const end = idEnd + checkBytes + saltBytes + 4;
  if (sealed.length < end + tagBytes) throw new BackupError('A part of it is cut short.');
  return {
    keyId: sealed.toString('utf8', 6, idEnd),
    check: sealed.subarray(idEnd, idEnd + checkBytes),
    salt: sealed.subarray(idEnd + checkBytes, end - 4),
    index: sealed.readUInt32BE(end - 4),
    end,
  };
}

/**
 * The key of the ring that sealed a part.
 *
 * @throws BackupError that names the key that is missing
 */
export function findKey(name: string, header: PartHeader, ring: EncryptionKey[]): PartSealer {
  const key = ring.find(({ id }) => id === header.keyId);
  if (!key) {
    const held =
      ring.length === 0
        ? 'is not set (bring the secrets.env of then into DATA_DIR)'
        : `holds ${ring.map(({ id }) => id).join(', ')}`;
    throw new BackupError(
      `It was sealed with the key "${header.keyId}", and BACKUP_KEY ${held}. Nothing was changed.`,
    );
  }
  const sealer = { name, key, salt: Buffer.from(header.salt) };
  if (!timingSafeEqual(checkOf(sealer), header.check)) {
    throw new BackupError(
      `It was sealed with another key of the name "${key.id}" than BACKUP_KEY holds. Nothing was changed.`,
    );
  }
  return sealer;
}

/** @throws BackupError when it was changed, or is another part or another backup's */
export function openPart(sealer: PartSealer, index: number, sealed: Buffer): Buffer {
  const header = readHeader(sealed);
  const what = index === manifestIndex ? 'Its manifest' : `Its part ${index}`;
  if (!header.salt.equals(sealer.salt)) throw new BackupError(`${what} is of another backup.`);
  if (header.index !== index) throw new BackupError(`${what} is in the wrong place.`);
  const decipher = createDecipheriv('aes-256-gcm', deriveKey(sealer), nonceOf(index));
  decipher.setAAD(describe(sealer.name, sealed.subarray(0, header.end)));
  decipher.setAuthTag(sealed.subarray(-tagBytes));
  try {
    const opened = decipher.update(sealed.subarray(header.end, -tagBytes));
    return Buffer.concat([opened, decipher.final()]);
  } catch {
    throw new BackupError(`${what} was changed or damaged, or the backup was renamed.`);
  }
}

function printHeader(sealer: PartSealer, index: number): Buffer {
  const id = Buffer.from(sealer.key.id);
  const number = Buffer.alloc(4);
  number.writeUInt32BE(index);
  return Buffer.concat([
    magic,
    Buffer.from([version, id.length]),
    id,
    checkOf(sealer),
    sealer.salt,
    number,
  ]);
}

function deriveKey({ key, salt, name }: PartSealer): Buffer {
  return Buffer.from(hkdfSync('sha256', key.bytes, salt, `plumbline backup parts ${name}`, 32));
}

/** Tells a wrong key from a damaged part, and nothing of the key. */
function checkOf({ key, salt }: PartSealer): Buffer {
  return Buffer.from(hkdfSync('sha256', key.bytes, salt, 'plumbline backup check', checkBytes));
}

function nonceOf(index: number): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeUInt32BE(index, 8);
  return nonce;
}

function describe(name: string, header: Buffer): Buffer {
  return Buffer.concat([Buffer.from(`plumbline backup|${name}|`), header]);
}

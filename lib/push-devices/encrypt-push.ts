import 'server-only';
import { createCipheriv, createECDH, type ECDH, hkdfSync, randomBytes } from 'node:crypto';

const curve = 'prime256v1';
/** One record holds all there is: the size that every service takes. */
const recordBytes = 4_096;
/** Behind the last record's text. */
const lastRecord = Buffer.from([2]);

/** A browser's public key and the secret it shares with us. */
export type PushKeys = { p256dh: Buffer; auth: Buffer };

/** Ours are made anew for each message; given by the test of the standard's own example. */
type Fresh = { own: ECDH; salt: Buffer };

/**
 * A message that only the browser opens, whatever service carries it: RFC 8291 over RFC 8188, aes128gcm.
 *
 * @throws Error where the key is no point of the curve
 */
export function encryptPush(
  text: string,
  { p256dh, auth }: PushKeys,
  { own, salt }: Fresh = makeFresh(),
): Buffer {
  const shared = own.computeSecret(p256dh);
  const ownKey = own.getPublicKey();
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), p256dh, ownKey]);
  const secret = derive(shared, auth, info, 32);
  const key = derive(secret, salt, Buffer.from('Content-Encoding: aes128gcm\0'), 16);
  const nonce = derive(secret, salt, Buffer.from('Content-Encoding: nonce\0'), 12);
  const cipher = createCipheriv('aes-128-gcm', key, nonce);
  const record = [
    cipher.update(Buffer.concat([Buffer.from(text), lastRecord])),
    cipher.final(),
    cipher.getAuthTag(),
  ];
  const size = Buffer.alloc(4);
  size.writeUInt32BE(recordBytes);
  return Buffer.concat([salt, size, Buffer.from([ownKey.byteLength]), ownKey, ...record]);
}

/** Whether a message can be encrypted to it. */
export function isPushKey(p256dh: Buffer): boolean {
  try {
    makeFresh().own.computeSecret(p256dh);
    return true;
  } catch {
    return false;
  }
}

function makeFresh(): Fresh {
  const own = createECDH(curve);
  own.generateKeys();
  return { own, salt: randomBytes(16) };
}

function derive(secret: Buffer, salt: Buffer, info: Buffer, bytes: number): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, salt, info, bytes));
}

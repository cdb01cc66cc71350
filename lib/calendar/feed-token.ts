import 'server-only';
import { createHash, randomBytes } from 'node:crypto';

const tokenBytes = 32;

/** 256 bits, base64url. */
export function createFeedToken(): string {
  return randomBytes(tokenBytes).toString('base64url');
}

export function hashFeedToken(token: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash('sha256').update(token).digest());
}

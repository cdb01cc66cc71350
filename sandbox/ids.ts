import { createHash, randomBytes, randomUUID } from 'node:crypto';

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

export type TokenKind =
  | 'access'
  | 'public'
  | 'link'
  | 'user'
  | 'assets'
  | 'a'
  | 'credit-relay'
  | 'processor';

/** `access-sandbox-<uuid>` and its siblings. */
export function createToken(kind: TokenKind): string {
  return `${kind}-sandbox-${randomUUID()}`;
}

/** A fresh id of the shape Plaid gives Items, accounts and transactions. */
export function createId(): string {
  return toAlphabet(randomBytes(37));
}

/** The same id for the same parts, so that a seed always yields the same data. */
export function deriveId(...parts: string[]): string {
  return toAlphabet(createHash('sha512').update(parts.join('\u0000')).digest().subarray(0, 37));
}

/** A user's id, as the newer user APIs print it. */
export function createUserId(): string {
  return `usr_${toAlphabet(randomBytes(14))}`;
}

/** 15 case-sensitive letters and digits, as in every answer of Plaid. */
export function createRequestId(): string {
  return toAlphabet(randomBytes(15));
}

function toAlphabet(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) {
    // 256 is not a multiple of 62: the slight bias is harmless in an id nobody has to guess.
    text += alphabet.charAt(byte % alphabet.length);
  }
  return text;
}

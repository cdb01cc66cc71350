import 'server-only';
import { randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { hashToken } from '#lib/crypto/tokens';

const prefix = 'plm_';
const idBytes = 16;
const secretBytes = 32;
const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
/** As many digits as 48 bytes, and 32 bits, come to at most. */
const bodyLength = 65;
const checksumLength = 6;
const shape = new RegExp(`^${prefix}[0-9A-Za-z]{${bodyLength + checksumLength}}$`);

/**
 * `plm_`, the household's id, because a token is found in its household alone, and 256 bits that nobody
 * guesses; then the CRC-32 of all that, so that a scanner of leaked secrets knows a token by itself.
 * The last two are written in base 62, which a double click selects whole.
 */
export function makeToken(householdId: string): string {
  const id = Buffer.from(householdId.replaceAll('-', ''), 'hex');
  const bytes = Buffer.concat([id, randomBytes(secretBytes)]);
  const text = prefix + toBase62(BigInt(`0x${bytes.toString('hex')}`), bodyLength);
  return text + checksumOf(text);
}

/** Where a token is found; null for what is none, which costs no question to the database. */
export function readToken(
  token: string,
): { householdId: string; tokenHash: Uint8Array<ArrayBuffer> } | null {
  if (!shape.test(token)) return null;
  const text = token.slice(0, -checksumLength);
  if (checksumOf(text) !== token.slice(-checksumLength)) return null;
  const hex = fromBase62(text.slice(prefix.length)).toString(16);
  const all = hex.padStart(2 * (idBytes + secretBytes), '0');
  if (all.length > 2 * (idBytes + secretBytes)) return null;
  const householdId = all.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5');
  return { householdId, tokenHash: hashToken(token) };
}

function checksumOf(text: string): string {
  return toBase62(BigInt(crc32(text)), checksumLength);
}

function toBase62(value: bigint, length: number): string {
  let text = '';
  for (let rest = value; text.length < length; rest /= 62n) {
    text = digits.charAt(Number(rest % 62n)) + text;
  }
  return text;
}

function fromBase62(text: string): bigint {
  return [...text].reduce((sum, digit) => sum * 62n + BigInt(digits.indexOf(digit)), 0n);
}

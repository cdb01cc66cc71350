import 'server-only';
import { createHash, randomBytes } from 'node:crypto';

const secretBytes = 32;
const idBytes = 16;

export type HouseholdKey = { householdId: string; tokenHash: Uint8Array<ArrayBuffer> };

/**
 * What a link of a household's ends in: its id, because what the link stands for is found in its household
 * alone, and 256 bits that nobody guesses; base64url.
 */
export function createHouseholdToken(householdId: string): string {
  const id = Buffer.from(householdId.replaceAll('-', ''), 'hex');
  return Buffer.concat([id, randomBytes(secretBytes)]).toString('base64url');
}

/** Where what a token stands for is found. Null for what is no token. */
export function readHouseholdToken(token: string): HouseholdKey | null {
  const bytes = Buffer.from(token, 'base64url');
  if (bytes.length !== idBytes + secretBytes) return null;
  const householdId = bytes
    .toString('hex', 0, idBytes)
    .replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
  const tokenHash = new Uint8Array(createHash('sha256').update(token).digest());
  return { householdId, tokenHash };
}

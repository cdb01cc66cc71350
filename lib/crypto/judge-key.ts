import 'server-only';
import { createHash } from 'node:crypto';

export type EncryptionKey = { id: string; bytes: Buffer };

/** 32 random bytes hold about 30 different ones; fewer than this, once in 10^16. */
const leastVariety = 16;

/**
 * Why a key ring must not be used, or null. What is refused is what people put where a random key
 * belongs: a sample, a sentence, a pattern, another secret.
 */
export function findKeyWeakness(
  ring: readonly EncryptionKey[],
  authSecret: string | undefined,
): string | null {
  for (const [index, { id, bytes }] of ring.entries()) {
    const others = ring.slice(index + 1);
    if (others.some((other) => other.id === id)) return `two keys are named "${id}"`;
    if (others.some((other) => other.bytes.equals(bytes))) return `"${id}" is there twice`;
    if (new Set(bytes).size < leastVariety || isSequence(bytes) || isText(bytes)) {
      return `"${id}" is not random: make it as .env.example says`;
    }
    if (authSecret !== undefined && isMadeFrom(authSecret, bytes)) {
      return `"${id}" is made from AUTH_SECRET: whoever learns one has both`;
    }
  }
  return null;
}

/** 0, 1, 2, … and its like. */
function isSequence(bytes: Buffer): boolean {
  const step = (index: number) => ((bytes[index + 1] ?? 0) - (bytes[index] ?? 0)) & 0xff;
  return Array.from({ length: bytes.length - 1 }, (_, index) => step(index)).every(
    (each) => each === step(0),
  );
}

/** Of random keys, one in 10^13 consists of nothing but letters, digits and signs. */
function isText(bytes: Buffer): boolean {
  return bytes.every((byte) => byte >= 0x20 && byte < 0x7f);
}

function isMadeFrom(secret: string, bytes: Buffer): boolean {
  const forms = [
    Buffer.from(secret),
    Buffer.from(secret, 'base64'),
    Buffer.from(secret, 'hex'),
    createHash('sha256').update(secret).digest(),
    createHash('sha512').update(secret).digest(),
  ];
  return forms.some((form) => form.subarray(0, bytes.length).equals(bytes));
}

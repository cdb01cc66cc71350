import 'server-only';
import { randomBytes } from 'node:crypto';
import { type Algorithm, hash, verify } from '@node-rs/argon2';
import { AppError } from '#lib/errors';

/** OWASP's floor for argon2id: 19 MiB, two passes, one lane. */
const parameters = {
  algorithm: 2 satisfies Algorithm.Argon2id,
  memoryCost: 19_456,
  timeCost: 2,
  parallelism: 1,
};

/** Each hash holds 19 MiB and a core: a flood of sign-ins waits in line instead of taking both. */
const hashesAtOnce = 4;
/** About four seconds' worth; beyond it nobody waits that long anyway. */
const waitingLimit = 256;
let running = 0;
const waiting: (() => void)[] = [];

/** @returns a PHC string (`$argon2id$v=19$…`) @throws AppError rate_limited when too many wait */
export function hashPassword(password: string): Promise<string> {
  return inTurn(() => hash(password, parameters));
}

/** False for a wrong password. @throws AppError rate_limited when too many wait */
export function verifyPassword(passwordHash: string, password: string): Promise<boolean> {
  return inTurn(() => verify(passwordHash, password).catch(() => false));
}

/** Spends the time of a verification, so that an unknown e-mail answers no faster than a known one. */
export async function verifyNoPassword(password: string): Promise<false> {
  await verifyPassword(decoyHash, password);
  return false;
}

const { memoryCost, timeCost, parallelism } = parameters;
const randomBase64 = (bytes: number) => randomBytes(bytes).toString('base64').replace(/=+$/, '');
/** Of no password at all, and as costly as any. */
const decoyHash = `$argon2id$v=19$m=${memoryCost},t=${timeCost},p=${parallelism}$${randomBase64(16)}$${randomBase64(32)}`;

async function inTurn<Result>(run: () => Promise<Result>): Promise<Result> {
  if (waiting.length >= waitingLimit) {
    throw new AppError('rate_limited', 'Too many people are signing in. Try again shortly.', {
      retryAfterSeconds: 5,
    });
  }
  if (running >= hashesAtOnce) await new Promise<void>((resolve) => waiting.push(resolve));
  else running += 1;
  try {
    return await run();
  } finally {
    const next = waiting.shift();
    if (next) next();
    else running -= 1;
  }
}

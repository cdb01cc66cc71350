import 'server-only';
import { randomBytes } from 'node:crypto';
import { type Algorithm, hash, verify } from '@node-rs/argon2';
import { env } from '#lib/env';
import { AppError } from '#lib/errors';

/** Argon2id in three passes and one lane; how much memory each takes is the installation's choice. */
const [timeCost, parallelism] = [3, 1];
const memoryCost = () => env().PASSWORD_HASH_MIB * 1024;

/** Each hash holds its memory and a core: a flood of sign-ins waits in line instead of taking both. */
const hashesAtOnce = 3;
/** About seven seconds' worth; beyond it nobody waits that long anyway. */
const waitingLimit = 256;
let running = 0;
const waiting: (() => void)[] = [];

/** @returns a PHC string (`$argon2id$v=19$…`) @throws AppError rate_limited when too many wait */
export function hashPassword(password: string): Promise<string> {
  const algorithm = 2 satisfies Algorithm.Argon2id;
  return inTurn(() =>
    hash(password, { algorithm, memoryCost: memoryCost(), timeCost, parallelism }),
  );
}

/**
 * False for a wrong password.
 *
 * @param passwordHash  null where there is no such person, or they have no password: false in the same
 * time, so that an unknown e-mail answers no faster than a known one
 * @throws AppError rate_limited when too many wait
 */
export async function verifyPassword(
  passwordHash: string | null,
  password: string,
): Promise<boolean> {
  if (passwordHash === null) return verifyNoPassword(password);
  const check = (phc: string) => inTurn(() => verify(phc, password).catch(() => false));
  if (isHashedAsNow(passwordHash)) return check(passwordHash);
  // Cheaper than today's: beside a whole one, so that an old account answers no faster than a new one.
  const [isRight] = await Promise.all([check(passwordHash), verifyNoPassword(password)]);
  return isRight;
}

/** Whether a hash took what a hash takes now; the person's next sign-in can make one that does. */
export function isHashedAsNow(passwordHash: string): boolean {
  return passwordHash.startsWith(prefix());
}

/** Spends the time of a verification. */
async function verifyNoPassword(password: string): Promise<false> {
  await verifyPassword(`${prefix()}${decoy}`, password);
  return false;
}

const prefix = () => `$argon2id$v=19$m=${memoryCost()},t=${timeCost},p=${parallelism}$`;
const randomBase64 = (bytes: number) => randomBytes(bytes).toString('base64').replace(/=+$/, '');
/** Salt and hash of no password at all. */
const decoy = `${randomBase64(16)}$${randomBase64(32)}`;

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

import 'server-only';
import { type Algorithm, hash, verify } from '@node-rs/argon2';

/** OWASP's floor for argon2id: 19 MiB, two passes, one lane. */
const parameters = {
  algorithm: 2 satisfies Algorithm.Argon2id,
  memoryCost: 19_456,
  timeCost: 2,
  parallelism: 1,
};

/** Each hash holds 19 MiB and a core: a flood of sign-ins waits in line instead of taking both. */
const hashesAtOnce = 4;
let running = 0;
const waiting: (() => void)[] = [];

/** @returns a PHC string (`$argon2id$v=19$…`) */
export function hashPassword(password: string): Promise<string> {
  return inTurn(() => hash(password, parameters));
}

/** False for a wrong password; never throws for one. */
export function verifyPassword(passwordHash: string, password: string): Promise<boolean> {
  return inTurn(() => verify(passwordHash, password).catch(() => false));
}

/** Spends the time of a verification, so that an unknown e-mail answers no faster than a known one. */
export async function verifyNoPassword(password: string): Promise<false> {
  decoyHash ??= hashPassword('a password nobody has');
  await verifyPassword(await decoyHash, password);
  return false;
}

let decoyHash: Promise<string> | undefined;

async function inTurn<Result>(run: () => Promise<Result>): Promise<Result> {
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

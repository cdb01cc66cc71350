import 'server-only';
import { db } from '#lib/db/client';
import { isDiskFull } from '#lib/db/prisma-errors';
import { log } from '#lib/log';

/** Readiness is asked every second by several; the disk is asked no more than this. */
const keptMs = 5_000;

let askedAt = Number.NEGATIVE_INFINITY;
let found = true;

/**
 * Whether PostgreSQL has room to write. It cannot say how much is left, so that it is made to write some
 * 256 kB for a moment: a sort that is given less memory than it needs puts its rows into a file beside the
 * tables. Nothing is committed, and nothing stays.
 *
 * @returns true also where that could not be found out: other checks say what else is wrong
 */
export async function hasRoom(): Promise<boolean> {
  if (performance.now() - askedAt < keptMs) return found;
  askedAt = performance.now();
  const had = found;
  found = await tryWriting();
  if (had && !found)
    log.error('PostgreSQL’s disk is full: nothing can be saved until there is room');
  return found;
}

async function tryWriting(): Promise<boolean> {
  try {
    await db().$transaction(async (tx) => {
      await tx.$executeRaw`SELECT set_config('work_mem', '64kB', true)`;
      await tx.$executeRaw`
        SELECT count(DISTINCT repeat(md5(n::text), 8)) FROM generate_series(1, 1000) n`;
    });
    return true;
  } catch (error) {
    return !isDiskFull(error);
  }
}

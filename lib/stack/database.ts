import 'server-only';
import { join } from 'node:path';
import { findRunningPostgres, startEmbeddedPostgres } from '#lib/db/embedded-postgres';
import { env } from '#lib/env';
import { claimDataDir } from './data-dir.ts';

/**
 * Runs a command against DATABASE_URL, against the embedded PostgreSQL of the copy that is running,
 * or against the embedded PostgreSQL started for it.
 *
 * @param as  whether the tables' owner is to run it, where that is another role than the product's
 */
export async function withDatabase(
  run: (url: string) => Promise<void>,
  as: 'app' | 'owner' = 'app',
): Promise<void> {
  const { DATABASE_URL, DIRECT_DATABASE_URL, OWNER_DATABASE_URL, DATA_DIR } = env();
  if (as === 'owner' && OWNER_DATABASE_URL !== undefined) return run(OWNER_DATABASE_URL);
  if (DATABASE_URL !== undefined) return run(DIRECT_DATABASE_URL ?? DATABASE_URL);
  const dir = join(DATA_DIR, 'postgres');
  const running = findRunningPostgres(dir);
  if (running !== null) return run(running);
  const claim = await claimDataDir(DATA_DIR, () => `process ${process.pid} runs a command there`);
  const postgres = await startEmbeddedPostgres(dir);
  try {
    await run(postgres.url);
  } finally {
    await postgres.stop();
    claim.release();
  }
}

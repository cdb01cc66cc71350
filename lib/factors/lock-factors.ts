import 'server-only';
import type { Tx } from '#lib/db/client';

/**
 * Until the commit: changes of what one person signs in with follow one another, and so do the sessions
 * that come of it.
 */
export async function lockFactors(tx: Pick<Tx, '$queryRaw'>, userId: string): Promise<void> {
  await tx.$queryRaw`SELECT FROM "User" WHERE "id" = ${userId}::uuid FOR NO KEY UPDATE`;
}

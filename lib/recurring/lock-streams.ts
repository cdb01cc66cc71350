import 'server-only';
import type { Tx } from '#lib/db/client';

/** Nobody finds or changes streams of the household until this transaction ends. */
export async function lockStreams(tx: Tx, householdId: string): Promise<void> {
  await tx.$executeRaw`
    SELECT pg_advisory_xact_lock(hashtextextended('streams:' || ${householdId}, 0))`;
}

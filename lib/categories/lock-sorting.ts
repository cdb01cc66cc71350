import 'server-only';
import type { Tx } from '#lib/db/client';

// Which category a row gets from the bank's code, and what rules say of it, is settled in the transaction
// that writes the row. Whoever changes that settles all rows anew, and must not miss one that another
// transaction is about to write. Not by locks on rows: those on categories would meet, in another
// order, the ones that PostgreSQL takes for every key, and the household's is taken by who joins it.

/** Mappings and rules stay as they are until this transaction ends; others may write rows meanwhile. */
export async function holdSorting(tx: Tx, householdId: string): Promise<void> {
  await tx.$executeRaw`
    SELECT pg_advisory_xact_lock_shared(hashtextextended('sorting:' || ${householdId}, 0))`;
}

/** Nobody brings rows or changes mappings or rules until this transaction ends. */
export async function lockSorting(tx: Tx, householdId: string): Promise<void> {
  await tx.$executeRaw`
    SELECT pg_advisory_xact_lock(hashtextextended('sorting:' || ${householdId}, 0))`;
}

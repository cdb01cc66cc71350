import 'server-only';
import type { Tx } from './client.ts';

/**
 * Joins many rows of a household with many by tables of hashes. The planner takes a household whose rows it has not
 * counted yet for small, and would look at all of them for each.
 */
export async function joinByHash<Value>(
  tx: Pick<Tx, '$executeRaw'>,
  run: () => Promise<Value>,
): Promise<Value> {
  await tx.$executeRaw`SET LOCAL enable_nestloop = off`;
  const value = await run();
  await tx.$executeRaw`SET LOCAL enable_nestloop = on`;
  return value;
}

import 'server-only';
import type { Tx } from '#lib/db/client';
import { getStatements } from '#lib/plaid/statements';
import type { ItemRef } from '#lib/sync/ports';
import { writeStatements } from './write-statements.ts';

/** Asks Plaid which statements of a connection there are. @returns writes them @throws PlaidError */
export async function readStatements(
  ref: ItemRef,
  accessToken: string,
): Promise<(tx: Tx) => Promise<void>> {
  const statements = await getStatements(accessToken);
  return (tx) => writeStatements(tx, ref, statements);
}

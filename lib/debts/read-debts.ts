import 'server-only';
import type { Tx } from '#lib/db/client';
import { getLiabilities } from '#lib/plaid/liabilities';
import type { ItemRef } from '#lib/sync/ports';
import { writeDebts } from './write-debts.ts';

/** Asks Plaid for the debts of a connection. @returns writes them @throws PlaidError */
export async function readDebts(
  ref: ItemRef,
  accessToken: string,
): Promise<(tx: Tx) => Promise<void>> {
  const debts = await getLiabilities(accessToken);
  return (tx) => writeDebts(tx, ref, debts);
}

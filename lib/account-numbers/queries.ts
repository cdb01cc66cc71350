import 'server-only';
import { requireLinkedAccount } from '#lib/accounts/linked-account';
import type { Viewer } from '#lib/privacy/viewer';
import type { Proof } from './contract.ts';
import { findProof } from './proof.ts';

/** How far the proof of an account is, as of the last sync; null = its numbers may be told. @throws AppError not_found */
export async function getProof(viewer: Viewer, accountId: string): Promise<Proof | null> {
  const { plaid } = await requireLinkedAccount(viewer, accountId, 'full');
  return findProof(plaid);
}

import 'server-only';
import { requireLinkedAccount } from '#lib/accounts/linked-account';
import { recordAudit } from '#lib/audit/record-audit';
import { db } from '#lib/db/client';
import { toBankError } from '#lib/items/plaid-failure';
import { getNumbers, type ProviderNumbers } from '#lib/plaid/auth';
import { PlaidError } from '#lib/plaid/plaid-error';
import { requireOwnItem, type Viewer } from '#lib/privacy/viewer';
import { judgeFailure } from '#lib/products/judge-failure';
import type { AccountNumber, AccountNumbersDto } from './contract.ts';
import { findProof } from './proof.ts';

/**
 * Asks the bank for the numbers of an account, for whoever linked it, and tells that they were told. They are kept
 * nowhere: not in the database, not in a log, not in a cache.
 *
 * @throws AppError not_found, also for one kept by hand; forbidden when another member linked it; item_disconnected;
 * item_needs_you; plaid_error or plaid_unavailable
 */
export async function tellNumbers(viewer: Viewer, accountId: string): Promise<AccountNumbersDto> {
  const linked = await requireLinkedAccount(viewer, accountId, 'full');
  await requireOwnItem(viewer, linked.itemId);
  const proof = findProof(linked.plaid);
  if (proof !== null) return { state: 'waiting', proof };
  const accessToken = await linked.openConnection();
  let numbers: AccountNumber[];
  try {
    numbers = flatten(await getNumbers(accessToken, linked.plaidAccountId));
  } catch (error) {
    if (!(error instanceof PlaidError)) throw error;
    const { state } = judgeFailure(error, 1, 0);
    if (state === 'failed') throw toBankError(error, 'The numbers could not be read');
    return state === 'waiting' ? { state, proof: 'coming' } : { state };
  }
  if (numbers.length === 0) return { state: 'unsupported' };
  const { householdId } = viewer;
  const details = { account: linked.name };
  await db().$transaction((tx) => recordAudit(tx, householdId, { kind: 'numbers_told', details }));
  return { state: 'told', numbers };
}

function flatten({ ach, eft, bacs, international }: ProviderNumbers): AccountNumber[] {
  return [
    ...ach.map((each) => ({
      kind: 'ach' as const,
      account: each.account,
      routing: each.routing,
      wireRouting: each.wire_routing ?? null,
      isTokenized: each.is_tokenized_account_number ?? false,
    })),
    ...eft.map(({ account, institution, branch }) => ({
      kind: 'eft' as const,
      account,
      institution,
      branch,
    })),
    ...bacs.map(({ account, sort_code }) => ({
      kind: 'bacs' as const,
      account,
      sortCode: sort_code,
    })),
    ...international.map(({ iban, bic }) => ({ kind: 'international' as const, iban, bic })),
  ];
}

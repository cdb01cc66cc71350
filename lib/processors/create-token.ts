import 'server-only';
import { findProof } from '#lib/account-numbers/proof';
import { requireLinkedAccount } from '#lib/accounts/linked-account';
import { recordAudit } from '#lib/audit/record-audit';
import { db } from '#lib/db/client';
import { newId } from '#lib/db/ids';
import { AppError } from '#lib/errors';
import { toBankError } from '#lib/items/plaid-failure';
import { createProcessorToken } from '#lib/plaid/processors';
import { requireOwnItem, type Viewer } from '#lib/privacy/viewer';
import { requireReal } from '#lib/sample/require-real';
import type { ProcessorTokenDto, ProcessorTokenInput } from './contract.ts';

/**
 * Opens an account to a partner of Plaid's, for whoever linked it: a token that they take there themselves. It is told once; kept is that it was given,
 * to whom and for what.
 *
 * @throws AppError not_found, also for one kept by hand; forbidden when another member linked it; item_disconnected;
 * nothing_to_verify while the account is not proven to be theirs; item_needs_you; plaid_error or plaid_unavailable
 */
export async function createTokenFor(
  viewer: Viewer,
  accountId: string,
  { partner, products }: ProcessorTokenInput,
): Promise<ProcessorTokenDto> {
  const { householdId } = viewer;
  await requireReal(householdId);
  const linked = await requireLinkedAccount(viewer, accountId, 'full');
  const { itemId, plaidAccountId, name: account } = linked;
  await requireOwnItem(viewer, itemId);
  if (findProof(linked.plaid) !== null) {
    throw new AppError(
      'nothing_to_verify',
      'This account is not proven to be yours yet, so it is opened to nobody. Confirm its deposit first.',
    );
  }
  const accessToken = await linked.openConnection();
  const asked = { plaidAccountId, partner, products };
  const processorToken = await createProcessorToken(accessToken, asked).catch((error: unknown) => {
    throw toBankError(error, 'No token was made');
  });
  await db().$transaction(async (tx) => {
    const data = { householdId, id: newId(), itemId, plaidAccountId, account, partner, products };
    await tx.processorGrant.create({ data });
    await recordAudit(tx, householdId, {
      kind: 'account_opened',
      details: { account: account.slice(0, 300), partner },
    });
  });
  return { processorToken };
}

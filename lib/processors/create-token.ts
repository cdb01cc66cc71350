import 'server-only';
import { findProof } from '#lib/account-numbers/proof';
import { requireLinkedAccount } from '#lib/accounts/linked-account';
import { recordAudit } from '#lib/audit/record-audit';
import { db } from '#lib/db/client';
import { newId } from '#lib/db/ids';
import { AppError } from '#lib/errors';
import { toBankError } from '#lib/items/plaid-failure';
import { log } from '#lib/log';
import { classifyError } from '#lib/plaid/error-table';
import { isRefusal, PlaidError } from '#lib/plaid/plaid-error';
import {
  createProcessorToken,
  createStripeToken,
  restrictProcessorToken,
} from '#lib/plaid/processors';
import { requireOwnItem, type Viewer } from '#lib/privacy/viewer';
import { requireReal } from '#lib/sample/require-real';
import type { ProcessorTokenDto, ProcessorTokenInput } from './contract.ts';

/**
 * Opens an account to a partner of Plaid's, for whoever linked it: a token that they take there themselves. It is told once; kept is that it was given,
 * to whom and for what, and where Plaid's answer never came, that there may be one.
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
  const grant = { householdId, id: newId(), itemId, plaidAccountId, account, partner, products };
  // Before Plaid is asked: a token whose answer is lost on the way exists all the same.
  await db().processorGrant.create({ data: { ...grant, unsureSince: new Date() } });
  const processorToken = await makeToken(accessToken, grant);
  await db().$transaction(async (tx) => {
    await tx.processorGrant.updateMany({
      where: { householdId, id: grant.id },
      data: { unsureSince: null },
    });
    await recordAudit(tx, householdId, {
      kind: 'account_opened',
      details: { account: account.slice(0, 300), partner },
    });
  });
  return { processorToken };
}

type Asked = ProcessorTokenInput & { householdId: string; id: string; plaidAccountId: string };

/** A refusal in Plaid's own words made nothing; after any other silence there may be a token that nobody was given. */
async function makeToken(accessToken: string, asked: Asked): Promise<string> {
  const { householdId, id, partner, plaidAccountId } = asked;
  const isStripe = partner === 'stripe';
  const ask = isStripe
    ? createStripeToken(accessToken, plaidAccountId)
    : createProcessorToken(accessToken, asked);
  const made = await ask.catch(async (error: unknown) => {
    if (!isRefusal(error)) throw toUnsure(error);
    await db().processorGrant.deleteMany({ where: { householdId, id } });
    throw toBankError(error, 'No token was made');
  });
  if (isStripe) return made;
  await restrictProcessorToken(made, asked.products).catch((error: unknown) => {
    throw toUnsure(error);
  });
  return made;
}

function toUnsure(error: unknown): unknown {
  if (!(error instanceof PlaidError)) return error;
  const { code, requestId } = error;
  log.warn({ code, requestId }, 'a token for a partner may be left at Plaid');
  return new AppError(
    classifyError(error) === 'wait' ? 'plaid_unavailable' : 'plaid_error',
    'Plaid did not answer to the end, so nobody was given a token. One that nobody can use may be left at Plaid until you disconnect the bank. You can try again.',
    { cause: error, data: { plaidCode: code, requestId } },
  );
}

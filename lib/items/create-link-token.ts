import 'server-only';
import { z } from 'zod';
import { db } from '#lib/db/client';
import { newId } from '#lib/db/ids';
import { AppError } from '#lib/errors';
import { openIncomeLink } from '#lib/income/open-income-link';
import type { ConsentWish } from '#lib/plaid/ask-consent';
import {
  createLinkToken,
  createNumbersLinkToken,
  createUpdateLinkToken,
  type LinkToken,
} from '#lib/plaid/link-tokens';
import { requireItem, requireOwnItem, type Viewer } from '#lib/privacy/viewer';
import { requireReal } from '#lib/sample/require-real';
import { readAccessToken } from './access-token.ts';
import type { LinkTokenDto, LinkTokenInput } from './contract.ts';
import { sealLinkToken } from './open-link.ts';
import { toAppError } from './plaid-failure.ts';

const withProducts = z.object({
  products: z.array(z.string()).catch([]),
  consented_products: z.array(z.string()).catch([]),
});

type Asking = Viewer & { userId: string };

/**
 * A token that opens Link: for a new bank, or in update mode for an Item of this household. It is
 * kept until it expires, because a bank's own page may come back to another tab.
 *
 * @throws AppError not_found, forbidden when another member linked it, item_disconnected, nothing_to_verify, plaid_error or
 *         plaid_unavailable; household_refused for sample data
 */
export async function createLinkTokenFor(
  session: Asking,
  input: LinkTokenInput,
): Promise<LinkTokenDto> {
  await requireReal(session.householdId);
  const created = await askPlaid(session, input).catch((error: unknown) => {
    throw toAppError(error, 'Link could not be opened.');
  });
  const { householdId, memberId } = session;
  const id = newId();
  const tokenSealed = sealLinkToken({ householdId, id }, created.linkToken);
  const expiresAt = new Date(created.expiration);
  await db().linkToken.create({
    data: { householdId, id, memberId, tokenSealed, input, expiresAt },
  });
  return { id, ...created };
}

async function askPlaid(asking: Asking, input: LinkTokenInput): Promise<LinkToken> {
  const { householdId, userId } = asking;
  if (input.purpose === 'link') {
    const { likeItemId } = input;
    return createLinkToken(userId, likeItemId ? await findBank(asking, likeItemId) : null);
  }
  if (input.purpose === 'income') return openIncomeLink(asking, input.source);
  if (input.purpose === 'numbers') return createNumbersLinkToken(userId);
  await requireOwnItem(asking, input.itemId);
  const accessToken = await readAccessToken(householdId, input.itemId);
  switch (input.purpose) {
    case 'update':
      return createUpdateLinkToken(userId, accessToken);
    case 'accounts':
      return createUpdateLinkToken(userId, accessToken, { selectAccounts: true });
    case 'consent':
      return createUpdateLinkToken(userId, accessToken, {
        consent: await wishFor(householdId, input.itemId, input.products),
      });
    case 'verify':
      await requireUnverified(householdId, input.itemId);
      return createUpdateLinkToken(userId, accessToken);
  }
}

/** How Link finds the bank of an earlier connection. @throws AppError not_found */
async function findBank(viewer: Viewer, itemId: string): Promise<string | null> {
  await requireItem(viewer, itemId);
  const item = await db().item.findUnique({
    where: { householdId_id: { householdId: viewer.householdId, id: itemId } },
    select: { institution: { select: { routingNumber: true } } },
  });
  return item?.institution?.routingNumber ?? null;
}

/** What is named; else what we could use of an Item that it was not made with. */
async function wishFor(
  householdId: string,
  itemId: string,
  named: readonly string[] | undefined,
): Promise<ConsentWish> {
  const item = await db().item.findUnique({
    where: { householdId_id: { householdId, id: itemId } },
    select: { plaid: true },
  });
  const { products, consented_products } = withProducts.parse(item?.plaid ?? {});
  const usable = ['transactions', 'investments', 'liabilities'];
  const madeWith = products.length > 0 ? products : ['transactions'];
  return {
    names: named ?? usable.filter((each) => !madeWith.includes(each)),
    has: [...products, ...consented_products],
  };
}

/** Micro-deposits are confirmed where Plaid sent some. @throws AppError nothing_to_verify */
async function requireUnverified(householdId: string, itemId: string): Promise<void> {
  const waiting = await db().account.count({
    where: {
      householdId,
      itemId,
      removedAt: null,
      plaid: { path: ['verification_status'], equals: 'pending_manual_verification' },
    },
  });
  if (waiting > 0) return;
  throw new AppError(
    'nothing_to_verify',
    'No account of this connection waits for micro-deposits to be confirmed.',
  );
}

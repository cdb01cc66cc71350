import 'server-only';
import { db } from '#lib/db/client';
import type { RateLimit } from '#lib/db/rate-bucket';
import { env } from '#lib/env';
import { AppError } from '#lib/errors';
import { readAccessToken } from '#lib/items/access-token';
import { itemNameColumns, itemNameOf } from '#lib/items/item-name';
import { publish } from '#lib/live/publish';
import { refreshInvestments } from '#lib/plaid/investments';
import { listOwnItems, requireOwnItem, type Viewer } from '#lib/privacy/viewer';
import { lookAgain } from '#lib/products/look-again';
import { requestProducts } from '#lib/products/request-products';
import { requireReal } from '#lib/sample/require-real';
import type { InvestmentSourceDto, RefreshedDto } from './contract.ts';

/** Of one connection: Plaid bills each look, and looks once a day or more often of its own accord. */
const limit: RateLimit = { capacity: 1, perMinute: 1 / 60 };
const itemLimit = 200;

/**
 * Has the bank of a connection asked at once for what is held and what happened, which may take half a minute; both are
 * then read, whether or not a webhook says that they changed.
 *
 * @throws AppError not_found, also where this is not offered or nothing is shared; forbidden when another member linked
 * it; item_disconnected; rate_limited, with when it may be asked again; item_needs_you; plaid_error or plaid_unavailable
 */
export async function requestRefresh(viewer: Viewer, itemId: string): Promise<RefreshedDto> {
  const { householdId } = viewer;
  await requireReal(householdId);
  await requireOwnItem(viewer, itemId);
  await requireShared(householdId, itemId);
  const accessToken = await readAccessToken(householdId, itemId);
  const key = `investments-refresh:${itemId}`;
  const againInSeconds = await lookAgain(key, limit, () => refreshInvestments(accessToken));
  await db().$transaction(async (tx) => {
    const ref = { householdId, itemId };
    await requestProducts(tx, ref, ['holdings', 'investment_transactions']);
    await publish(tx, householdId, ['products'], itemId);
  });
  return { againInSeconds };
}

/** The viewer's own connections whose banks can be asked; none where the installation does not offer it. */
export async function listInvestmentSources(viewer: Viewer): Promise<InvestmentSourceDto[]> {
  if (!env().REFRESH_INVESTMENTS) return [];
  const rows = await db().itemProduct.findMany({
    where: {
      householdId: viewer.householdId,
      itemId: { in: await listOwnItems(viewer) },
      product: 'holdings',
      state: 'ready',
      item: { accessTokenSealed: { not: null }, removeRequestedAt: null, stopReason: null },
    },
    select: { itemId: true, fetchedAt: true, item: { select: itemNameColumns } },
    orderBy: { itemId: 'asc' },
    take: itemLimit,
  });
  return rows.map(({ itemId, fetchedAt, item }) => ({
    itemId,
    bank: itemNameOf(item),
    readAt: fetchedAt?.toISOString() ?? null,
  }));
}

async function requireShared(householdId: string, itemId: string): Promise<void> {
  const where = { householdId, itemId, product: 'holdings', state: 'ready' } as const;
  if (env().REFRESH_INVESTMENTS && (await db().itemProduct.count({ where })) > 0) return;
  throw new AppError('not_found', 'This bank cannot be asked for its investments from here.');
}

import 'server-only';
import { db } from '#lib/db/client';
import { itemNameColumns, itemNameOf } from '#lib/items/item-name';
import { listOwnItems, type Viewer } from '#lib/privacy/viewer';
import type { GrantDto } from './contract.ts';
import type { GrantProduct, Partner } from './partners.ts';

const listLimit = 500;

/**
 * To whom the viewer opened accounts, the latest first.
 *
 * @param accountId  this account alone, as its connection has it now
 */
export async function listGrants(viewer: Viewer, accountId?: string): Promise<GrantDto[]> {
  const { householdId } = viewer;
  const itemIds = await listOwnItems(viewer);
  const place = accountId === undefined ? {} : await findPlace(householdId, accountId);
  if (place === null) return [];
  const rows = await db().processorGrant.findMany({
    where: { AND: [{ householdId, itemId: { in: itemIds } }, place] },
    select: {
      id: true,
      itemId: true,
      account: true,
      partner: true,
      products: true,
      createdAt: true,
      unsureSince: true,
      item: { select: { removeRequestedAt: true, ...itemNameColumns } },
    },
    orderBy: { createdAt: 'desc' },
    take: listLimit,
  });
  return rows.map(({ item, createdAt, unsureSince, partner, products, ...row }) => ({
    ...row,
    partner: partner as Partner,
    products: products as GrantProduct[],
    bank: itemNameOf(item),
    givenAt: createdAt.toISOString(),
    endedAt: item.removeRequestedAt?.toISOString() ?? null,
    isUnsure: unsureSince !== null,
  }));
}

/** As Plaid knows it; null for one that no bank reports. */
async function findPlace(householdId: string, accountId: string) {
  const account = await db().account.findUnique({
    where: { householdId_id: { householdId, id: accountId } },
    select: { itemId: true, plaidAccountId: true },
  });
  const { itemId = null, plaidAccountId = null } = account ?? {};
  return itemId === null || plaidAccountId === null ? null : { itemId, plaidAccountId };
}

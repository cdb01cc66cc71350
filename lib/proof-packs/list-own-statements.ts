import 'server-only';
import { accountNameColumns, accountNameOf } from '#lib/accounts/account-name';
import { type CivilDate, fromUtcMidnight } from '#lib/dates/civil-date';
import { db } from '#lib/db/client';
import { listOwnItems, type Viewer } from '#lib/privacy/viewer';

/** Two years of a few accounts; whoever is asked for proof wants the latest. */
const listLimit = 60;

/** The latest statements of accounts about which the viewer decides. */
export async function listOwnStatements(
  viewer: Viewer,
): Promise<{ id: string; accountName: string; month: CivilDate }[]> {
  const rows = await db().statement.findMany({
    where: {
      householdId: viewer.householdId,
      account: { itemId: { in: await listOwnItems(viewer) }, removedAt: null },
    },
    select: { id: true, month: true, account: { select: accountNameColumns } },
    orderBy: [{ month: 'desc' }, { id: 'asc' }],
    take: listLimit,
  });
  return rows.map(({ id, month, account }) => ({
    id,
    accountName: accountNameOf(account),
    month: fromUtcMidnight(month),
  }));
}

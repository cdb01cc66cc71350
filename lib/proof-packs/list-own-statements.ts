import 'server-only';
import { accountNameColumns, accountNameOf } from '#lib/accounts/account-name';
import { type CivilDate, fromUtcMidnight } from '#lib/dates/civil-date';
import { db } from '#lib/db/client';
import { listOwnItems, type Viewer } from '#lib/privacy/viewer';

/** Two years of twenty accounts. */
const listLimit = 500;

type OwnStatements = { name: string; statements: { id: string; month: CivilDate }[] };

/** The latest statements of accounts about which the viewer decides, by account, each its latest first. */
export async function listOwnStatements(viewer: Viewer): Promise<OwnStatements[]> {
  const rows = await db().statement.findMany({
    where: {
      householdId: viewer.householdId,
      account: { itemId: { in: await listOwnItems(viewer) }, removedAt: null },
    },
    select: { id: true, month: true, accountId: true, account: { select: accountNameColumns } },
    orderBy: [{ month: 'desc' }, { id: 'asc' }],
    take: listLimit,
  });
  const byAccount = new Map<string, OwnStatements>();
  for (const { id, month, accountId, account } of rows) {
    const own = byAccount.get(accountId) ?? { name: accountNameOf(account), statements: [] };
    own.statements.push({ id, month: fromUtcMidnight(month) });
    byAccount.set(accountId, own);
  }
  return [...byAccount.values()].sort((one, other) => one.name.localeCompare(other.name, 'en'));
}

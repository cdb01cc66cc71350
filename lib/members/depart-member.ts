import 'server-only';
import { requestReportRemoval } from '#lib/asset-reports/remove-report';
import { Prisma, type Tx } from '#lib/db/client';
import { releaseDuplicates } from '#lib/duplicates/release-duplicates';
import { requestIncomeRemoval } from '#lib/income/remove-income';
import { deleteAccounts } from '#lib/items/delete-accounts';
import { requestRemoval } from '#lib/items/disconnect-item';
import { publish } from '#lib/live/publish';
import { notify } from '#lib/notifications/notify';
import type { LeaveInput } from './contract.ts';

type Departing = { householdId: string; memberId: string; name: string };

/**
 * Ends a membership and what hangs on it, in the caller's transaction. The member's connections are
 * disconnected, whatever becomes of their history: of that, nobody sees more than before. An account
 * that some see in full stays theirs, to the others what it was; one that nobody else sees in full
 * has nobody left to decide about it, and is deleted.
 */
export async function departMember(
  tx: Tx,
  { householdId, memberId, name }: Departing,
  history: LeaveInput['history'],
): Promise<void> {
  const items = await tx.item.findMany({
    where: { householdId, memberId },
    select: { id: true, accounts: { select: { id: true } } },
  });
  const orphans = history === 'keep' ? await listUnseen(tx, { householdId, memberId }) : [];
  // From here on a moved history has nobody who could undo it.
  const itemIds = items.map(({ id }) => id);
  await tx.relink.deleteMany({ where: { householdId, toItemId: { in: itemIds } } });
  for (const { id: itemId, accounts } of items) {
    const going = accounts.filter(({ id }) => orphans.includes(id)).map(({ id }) => id);
    const isEmpty = going.length === accounts.length;
    if (!isEmpty) await deleteAccounts(tx, { householdId, itemId }, going);
    await requestRemoval(tx, { householdId, itemId }, { history: isEmpty ? 'delete' : history });
  }
  await requestIncomeRemoval(tx, { householdId, memberId });
  await requestReportRemoval(tx, { householdId, memberId });
  // Kept by hand: as a bank's, without a bank to be disconnected from.
  const going = history === 'delete' ? {} : { id: { in: orphans } };
  const manual = await tx.account.findMany({
    where: { householdId, memberId, ...going },
    select: { id: true },
  });
  const manualIds = manual.map(({ id }) => id);
  await releaseDuplicates(tx, householdId, Prisma.sql`k."accountId" = ANY(${manualIds}::uuid[])`);
  await tx.account.deleteMany({ where: { householdId, id: { in: manualIds } } });
  await tx.member.deleteMany({ where: { householdId, id: memberId } });
  const notice = { kind: 'member_left', memberId, name } as const;
  await notify(tx, householdId, `member_left:${memberId}`, notice);
  await publish(tx, householdId, ['household', 'items', 'accounts', 'transactions']);
}

/** The member's accounts that nobody else sees in full. */
async function listUnseen(
  tx: Tx,
  { householdId, memberId }: Pick<Departing, 'householdId' | 'memberId'>,
): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT a."id" FROM "Account" a
    LEFT JOIN "Item" i ON i."householdId" = a."householdId" AND i."id" = a."itemId"
    WHERE a."householdId" = ${householdId}::uuid
      AND COALESCE(i."memberId", a."memberId") = ${memberId}::uuid
      AND NOT EXISTS (SELECT FROM "SeenAccount" s WHERE s."householdId" = a."householdId"
        AND s."accountId" = a."id" AND s."memberId" <> ${memberId}::uuid AND s."sight" = 'full')`;
  return rows.map(({ id }) => id);
}

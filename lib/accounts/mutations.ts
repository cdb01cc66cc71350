import 'server-only';
import { recordAudit } from '#lib/audit/record-audit';
import { db, Prisma, type Tx } from '#lib/db/client';
import { newId } from '#lib/db/ids';
import { releaseDuplicates } from '#lib/duplicates/release-duplicates';
import { AppError } from '#lib/errors';
import { publish } from '#lib/live/publish';
import { requireAccount, type Seen, type Viewer } from '#lib/privacy/viewer';
import type { AccountDto, AccountPatch, CreateAccountInput } from './contract.ts';
import { columnsOfKind } from './kinds.ts';
import { getAccount } from './queries.ts';
import { settleBalances } from './settle-balance.ts';

const manualLimit = 200;

/** An account that no bank reports. @throws AppError household_refused when there are too many */
export async function createAccount(
  viewer: Viewer,
  { name, kind, currency, openingMinor }: CreateAccountInput,
): Promise<AccountDto> {
  const { householdId, memberId } = viewer;
  const id = newId();
  await db().$transaction(async (tx) => {
    const count = await tx.account.count({ where: { householdId, itemId: null } });
    if (count >= manualLimit) {
      throw new AppError(
        'household_refused',
        `A household keeps at most ${manualLimit} accounts by hand. Nothing was changed.`,
      );
    }
    const member = await tx.member.findUniqueOrThrow({
      where: { householdId_id: { householdId, id: memberId } },
      select: { newAccountsShow: true },
    });
    const balance = { openingMinor, currentMinor: openingMinor, sight: member.newAccountsShow };
    await tx.account.create({
      data: { householdId, id, memberId, name, currency, ...columnsOfKind(kind), ...balance },
    });
    await publish(tx, householdId, ['accounts']);
  });
  return getAccount(viewer, id);
}

/** @throws AppError not_found for a bank's account, or forbidden for another member's */
export async function updateAccount(
  viewer: Viewer,
  accountId: string,
  { name, kind, openingMinor }: AccountPatch,
): Promise<AccountDto> {
  const { householdId } = viewer;
  const sight = await requireAccount(viewer, accountId, 'balance');
  await db().$transaction(async (tx) => {
    await lockOwnManual(tx, viewer, accountId, sight);
    await tx.account.update({
      where: { householdId_id: { householdId, id: accountId } },
      data: { name, openingMinor, ...(kind && columnsOfKind(kind)) },
    });
    await settleBalances(tx, householdId, [accountId]);
    await publish(tx, householdId, ['accounts', 'transactions']);
  });
  return getAccount(viewer, accountId);
}

/**
 * Deletes it with its transactions. Written down where the member alone reads it: others may never have
 * seen the account.
 *
 * @throws as updateAccount
 */
export async function deleteAccount(
  viewer: Viewer & { userId: string },
  accountId: string,
): Promise<{ id: string }> {
  const { householdId, userId } = viewer;
  const sight = await requireAccount(viewer, accountId, 'balance');
  await db().$transaction(async (tx) => {
    await lockOwnManual(tx, viewer, accountId, sight);
    await releaseDuplicates(tx, householdId, Prisma.sql`k."accountId" = ${accountId}::uuid`);
    const { name } = await tx.account.delete({
      where: { householdId_id: { householdId, id: accountId } },
      select: { name: true },
    });
    await publish(tx, householdId, ['accounts', 'transactions']);
    await recordAudit(tx, userId, { kind: 'account_deleted', details: { account: name } });
  });
  return { id: accountId };
}

async function lockOwnManual(
  tx: Tx,
  viewer: Viewer,
  accountId: string,
  sight: Seen,
): Promise<void> {
  const [account] = await tx.$queryRaw<{ itemId: string | null; memberId: string | null }[]>`
    SELECT "itemId", "memberId" FROM "Account"
    WHERE "householdId" = ${viewer.householdId}::uuid AND "id" = ${accountId}::uuid FOR UPDATE`;
  if (!account || account.itemId !== null) {
    throw new AppError('not_found', 'There is no such account kept by hand. Nothing was changed.');
  }
  if (account.memberId === viewer.memberId || (account.memberId === null && sight === 'full'))
    return;
  throw new AppError(
    'forbidden',
    'Another member keeps this account, and only they change it. Nothing was changed.',
  );
}

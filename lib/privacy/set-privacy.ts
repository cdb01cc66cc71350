import 'server-only';
import { accountName } from '#lib/accounts/account-name';
import { recordAudit } from '#lib/audit/record-audit';
import { db, Prisma, type Tx } from '#lib/db/client';
import { AppError } from '#lib/errors';
import { publish } from '#lib/live/publish';
import { moneyKinds } from '#lib/notifications/kinds';
import type { PrivacyPatch } from './contract.ts';
import { seesItem, type Viewer } from './viewer.ts';

type Decision = Extract<PrivacyPatch, { accountId: string }>;

/**
 * Keeps what a member lets the others see. What is kept from one is kept from whoever joins later,
 * until the member says otherwise: nobody sees more for having left and come back, or for having
 * somebody else invited.
 *
 * @throws AppError not_found, also for an account that is another member's
 */
export async function setPrivacy(
  viewer: Viewer & { userId: string },
  patch: PrivacyPatch,
): Promise<void> {
  const { householdId, memberId: id } = viewer;
  await db().$transaction(async (tx) => {
    if ('newAccountsShow' in patch) {
      await tx.member.updateMany({ where: { householdId, id }, data: patch });
      return;
    }
    const account = await lockOwnAccount(tx, viewer, patch.accountId);
    await setSight(tx, viewer, patch);
    await publish(tx, householdId, ['items', 'accounts', 'transactions', 'notifications']);
    await recordAudit(tx, viewer.userId, {
      kind: 'account_shown',
      details: {
        account: account.name.slice(0, 300),
        sight: patch.sight,
        later: patch.memberId === null,
      },
      about: await findUser(tx, householdId, patch.memberId),
    });
  });
}

async function lockOwnAccount(tx: Tx, { householdId, memberId }: Viewer, accountId: string) {
  const [account] = await tx.$queryRaw<{ name: string }[]>`
    SELECT ${accountName} AS "name" FROM "Account" a
    LEFT JOIN "Item" i ON i."householdId" = a."householdId" AND i."id" = a."itemId"
    WHERE a."householdId" = ${householdId}::uuid AND a."id" = ${accountId}::uuid
      AND COALESCE(i."memberId", a."memberId") = ${memberId}::uuid
    FOR NO KEY UPDATE OF a`;
  if (account) return account;
  throw new AppError('not_found', 'You have linked no such account. Nothing was changed.');
}

async function setSight(tx: Tx, viewer: Viewer, { accountId, memberId, sight }: Decision) {
  const { householdId } = viewer;
  // Whoever is here keeps what they have, whatever becomes of the rest.
  await tx.$executeRaw`
    INSERT INTO "AccountSight" ("householdId", "accountId", "memberId", "sight")
    SELECT a."householdId", a."id", m."id", a."sight"
    FROM "Account" a JOIN "Member" m ON m."householdId" = a."householdId"
    WHERE a."householdId" = ${householdId}::uuid AND a."id" = ${accountId}::uuid
      AND m."id" <> ${viewer.memberId}::uuid
    ON CONFLICT DO NOTHING`;
  const grown =
    memberId === null ? Prisma.sql`n."sight"` : Prisma.sql`GREATEST(a."sight", n."sight")`;
  await tx.$executeRaw`
    UPDATE "Account" a SET "sight" = ${grown} FROM (SELECT ${sight}::"Sight" AS "sight") n
    WHERE a."householdId" = ${householdId}::uuid AND a."id" = ${accountId}::uuid`;
  if (memberId === null) return;
  const { count } = await tx.accountSight.updateMany({
    where: { householdId, accountId, memberId },
    data: { sight },
  });
  if (count === 0) throw new AppError('not_found', 'There is no such member. Nothing was changed.');
  await forgetNotices(tx, { householdId, memberId });
  if (sight !== 'full') await forgetMoneyNotices(tx, { householdId, memberId });
}

/** What was told in amounts may rest on rows that the member sees no more. */
async function forgetMoneyNotices(tx: Tx, { householdId, memberId }: Viewer): Promise<void> {
  await tx.notification.deleteMany({
    where: { householdId, memberId, kind: { in: [...moneyKinds] } },
  });
}

/** Of a connection that a member knows of no more no mail that waits is sent to them, either. */
async function forgetNotices(tx: Tx, other: Viewer): Promise<void> {
  await tx.$executeRaw`
    DELETE FROM "Notification" n
    WHERE n."householdId" = ${other.householdId}::uuid AND n."memberId" = ${other.memberId}::uuid
      AND n."payload"->>'itemId' IS NOT NULL
      AND NOT ${seesItem(other, Prisma.sql`(n."payload"->>'itemId')::uuid`)}`;
}

async function findUser(tx: Tx, householdId: string, memberId: string | null) {
  if (memberId === null) return undefined;
  const member = await tx.member.findUnique({
    where: { householdId_id: { householdId, id: memberId } },
    select: { userId: true },
  });
  return member?.userId;
}

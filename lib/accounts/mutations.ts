import 'server-only';
import { recordAudit } from '#lib/audit/record-audit';
import { atUtcMidnight, civilDateIn } from '#lib/dates/civil-date';
import { db, Prisma } from '#lib/db/client';
import { newId } from '#lib/db/ids';
import { releaseDuplicates } from '#lib/duplicates/release-duplicates';
import { AppError } from '#lib/errors';
import { publish } from '#lib/live/publish';
import type { Viewer } from '#lib/privacy/viewer';
import { isValued } from './account-kinds.ts';
import type { AccountDto, CreateAccountInput } from './contract.ts';
import { columnsOfKind } from './kinds.ts';
import { lockOwnManual } from './lock-own.ts';
import { getAccount } from './queries.ts';
import { requirePast } from './require-past.ts';

const manualLimit = 200;

/** An account that no bank reports. @throws AppError household_refused when there are too many */
export async function createAccount(
  viewer: Viewer,
  { name, kind, currency, openingMinor, valuedOn }: CreateAccountInput,
): Promise<AccountDto> {
  const { householdId, memberId } = viewer;
  const date = valuedOn ?? civilDateIn('UTC', new Date());
  requirePast(date);
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
    if (isValued(kind)) {
      const value = { date: atUtcMidnight(date), valueMinor: openingMinor };
      await tx.valuation.create({ data: { householdId, accountId: id, ...value } });
    }
    await publish(tx, householdId, ['accounts'], { accountIds: [id] });
  });
  return getAccount(viewer, id);
}

/**
 * Deletes it with its transactions. Written down where the member alone reads it: others may never have
 * seen the account.
 *
 * @throws as lockOwnManual
 */
export async function deleteAccount(
  viewer: Viewer & { userId: string },
  accountId: string,
): Promise<{ id: string }> {
  const { householdId, userId } = viewer;
  await db().$transaction(async (tx) => {
    await lockOwnManual(tx, viewer, accountId);
    await releaseDuplicates(tx, householdId, Prisma.sql`k."accountId" = ${accountId}::uuid`);
    // While it is there, so that it is known who sees it.
    const about = { accountIds: [accountId] };
    await publish(tx, householdId, ['accounts', 'transactions'], about);
    const { name } = await tx.account.delete({
      where: { householdId_id: { householdId, id: accountId } },
      select: { name: true },
    });
    await recordAudit(tx, userId, { kind: 'account_deleted', details: { account: name } });
  });
  return { id: accountId };
}

import 'server-only';
import { recordAudit } from '#lib/audit/record-audit';
import { atUtcMidnight } from '#lib/dates/civil-date';
import { db, type Prisma } from '#lib/db/client';
import { AppError } from '#lib/errors';
import { publish } from '#lib/live/publish';
import type { Viewer } from '#lib/privacy/viewer';
import { accountNameColumns, accountNameOf } from './account-name.ts';
import type { AccountDto, AccountPatch } from './contract.ts';
import { columnsOfKind } from './kinds.ts';
import { lockOwn } from './lock-own.ts';
import { getAccount } from './queries.ts';
import { requirePast } from './require-past.ts';
import { settleBalances } from './settle-balance.ts';

/**
 * Changes what its person decides about an account: what it is called, whether it is shown, whether and until when it
 * counts, and, of one kept by hand, what it is. Written down where the member alone reads it: others may never have
 * seen the account.
 *
 * @throws as lockOwn; invalid_input for what is the bank's to say
 */
export async function updateAccount(
  viewer: Viewer & { userId: string },
  accountId: string,
  patch: AccountPatch,
): Promise<AccountDto> {
  const { householdId, userId } = viewer;
  const decided = toDecided(patch);
  if (patch.closedOn) requirePast(patch.closedOn);
  await db().$transaction(async (tx) => {
    const { itemId } = await lockOwn(tx, viewer, accountId);
    const data = itemId === null ? toManualColumns(patch) : toBankColumns(patch);
    const account = await tx.account.update({
      where: { householdId_id: { householdId, id: accountId } },
      data: { ...data, ...toStandingColumns(patch) },
      select: accountNameColumns,
    });
    await settleBalances(tx, householdId, [accountId]);
    const about = { accountIds: [accountId] };
    await publish(tx, householdId, ['accounts', 'transactions'], about);
    for (const as of decided) {
      const details = { account: accountNameOf(account), as };
      await recordAudit(tx, userId, { kind: 'account_set', details });
    }
  });
  return getAccount(viewer, accountId);
}

type Columns = Prisma.AccountUncheckedUpdateInput;

function toManualColumns({ name, kind, openingMinor }: AccountPatch): Columns {
  if (name === null) throw new AppError('invalid_input', 'Give it a name. Nothing was changed.');
  return { name, openingMinor, ...(kind && columnsOfKind(kind)) };
}

function toBankColumns({ name, kind, openingMinor }: AccountPatch): Columns {
  if (kind !== undefined || openingMinor !== undefined) {
    throw new AppError(
      'invalid_input',
      'The bank says what this account is and what is in it. Nothing was changed.',
    );
  }
  if (name === undefined) return {};
  return { personName: name, personNameSetAt: name === null ? null : new Date() };
}

function toStandingColumns({ hidden, excluded, closedOn }: AccountPatch): Columns {
  const now = new Date();
  return {
    ...(hidden !== undefined && { hiddenAt: hidden ? now : null }),
    ...(excluded !== undefined && { excludedAt: excluded ? now : null }),
    ...(closedOn !== undefined && { closedOn: closedOn && atUtcMidnight(closedOn) }),
  };
}

/** In the words of the activity log. */
function toDecided({ hidden, excluded, closedOn }: AccountPatch) {
  return [
    ...(hidden === undefined ? [] : [hidden ? ('hidden' as const) : ('shown' as const)]),
    ...(excluded === undefined ? [] : [excluded ? ('left_out' as const) : ('counted' as const)]),
    ...(closedOn === undefined ? [] : [closedOn ? ('closed' as const) : ('reopened' as const)]),
  ];
}

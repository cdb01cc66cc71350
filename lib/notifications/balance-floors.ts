import 'server-only';
import { listAccounts } from '#lib/accounts/queries';
import { db } from '#lib/db/client';
import { AppError } from '#lib/errors';
import { isSpentFrom } from '#lib/forecast/queries';
import { toSafeNumber } from '#lib/money/minor';
import type { Viewer } from '#lib/privacy/viewer';
import type { FloorDto, FloorInput } from './contract.ts';

/** What a member wants to be left in each account that they spend from. */
export async function listFloors(viewer: Viewer): Promise<FloorDto[]> {
  const [{ items }, floors] = await Promise.all([listAccounts(viewer), readFloors(viewer)]);
  return items.filter(isSpentFrom).map(({ id, name, current }) => ({
    accountId: id,
    name,
    currency: current?.currency ?? '',
    minor: floors.get(id) ?? null,
  }));
}

/** By account, where they said so. */
export async function readFloors({ householdId, memberId }: Viewer): Promise<Map<string, number>> {
  const floors = await db().balanceFloor.findMany({
    where: { householdId, memberId },
    select: { accountId: true, minor: true },
  });
  return new Map(floors.map(({ accountId, minor }) => [accountId, toSafeNumber(minor)]));
}

/** @throws AppError not_found where the member spends from no such account */
export async function setFloor(viewer: Viewer, { accountId, minor }: FloorInput): Promise<void> {
  const floors = await listFloors(viewer);
  if (!floors.some((each) => each.accountId === accountId)) {
    throw new AppError('not_found', 'There is no such account any more. Nothing was changed.');
  }
  const { householdId, memberId } = viewer;
  const id = { householdId, memberId, accountId };
  if (minor === null) {
    await db().balanceFloor.deleteMany({ where: id });
    return;
  }
  await db().balanceFloor.upsert({
    where: { householdId_memberId_accountId: id },
    create: { ...id, minor },
    update: { minor },
    select: { minor: true },
  });
}

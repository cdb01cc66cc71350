import 'server-only';
import type { Session } from '#lib/auth/sessions';
import { db, type Tx } from '#lib/db/client';
import { AppError } from '#lib/errors';
import { publishSessionsEnded } from '#lib/live/publish';
import { addHousehold } from './add-household.ts';
import type { HouseholdInput, HouseholdListDto } from './contract.ts';
import { householdLimit, listHouseholds } from './queries.ts';

type Own = Pick<Session, 'id' | 'userId'>;

/** The session looks at another household of its person. @throws AppError not_found */
export async function openHousehold(own: Own, householdId: string): Promise<HouseholdListDto> {
  await db().$transaction(async (tx) => {
    const belongs = await tx.member.count({ where: { userId: own.userId, householdId } });
    if (belongs === 0) throw new AppError('not_found', 'You belong to no such household.');
    await lookAt(tx, own, householdId);
  });
  return listHouseholds({ ...own, householdId });
}

/** Makes another household and looks at it. @throws AppError household_refused */
export async function createHousehold(
  own: Own,
  { name }: HouseholdInput,
): Promise<HouseholdListDto> {
  const householdId = await db().$transaction(async (tx) => {
    await requireRoom(tx, own.userId);
    const id = await addHousehold(tx, own.userId, name);
    await lookAt(tx, own, id);
    return id;
  });
  return listHouseholds({ ...own, householdId });
}

/** Points a session at a household. Its open pages, which show another one, are told to leave. */
export async function lookAt(tx: Tx, { id, userId }: Own, householdId: string): Promise<void> {
  await tx.session.updateMany({ where: { id, userId }, data: { householdId } });
  await publishSessionsEnded(tx, userId);
}

/** @throws AppError household_refused when the person belongs to as many as one may */
export async function requireRoom(tx: Tx, userId: string): Promise<void> {
  await tx.$executeRaw`SELECT 1 FROM "User" WHERE "id" = ${userId}::uuid FOR NO KEY UPDATE`;
  if ((await tx.member.count({ where: { userId } })) < householdLimit) return;
  throw new AppError(
    'household_refused',
    `You belong to ${householdLimit} households, and more are not possible. Leave one first.`,
  );
}

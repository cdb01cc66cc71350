import 'server-only';
import type { Session } from '#lib/auth/sessions';
import { db, type Tx } from '#lib/db/client';
import { eraseHousehold } from '#lib/deletions/erase-household';
import { AppError } from '#lib/errors';
import { findNextHousehold } from '#lib/households/add-household';
import type { HouseholdListDto } from '#lib/households/contract';
import { lockPeople } from '#lib/households/mutations';
import { listHouseholds } from '#lib/households/queries';
import { publishSessionsEnded } from '#lib/live/publish';

/** Takes the person's sample away with every trace of it, and looks at a household of theirs. @throws AppError not_found */
export async function removeSample({
  id,
  userId,
}: Pick<Session, 'id' | 'userId'>): Promise<HouseholdListDto> {
  const count = await eraseSamples(userId);
  if (count === 0) throw new AppError('not_found', 'There is no sample data any more.');
  const { householdId } = await db().session.findUniqueOrThrow({
    where: { id },
    select: { householdId: true },
  });
  return listHouseholds({ userId, householdId });
}

/** All samples of a person; how many there were. Nobody else ever belongs to one, and it has no bank. */
export async function eraseSamples(userId: string): Promise<number> {
  const samples = await db().member.findMany({
    where: { userId, household: { sample: true } },
    select: { householdId: true },
    take: sampleLimit,
  });
  for (const { householdId } of samples) {
    await db().$transaction((tx) => erase(tx, userId, householdId), { timeout: timeoutMs });
  }
  return samples.length;
}

const sampleLimit = 20;
const timeoutMs = 60_000;

async function erase(tx: Tx, userId: string, householdId: string): Promise<void> {
  await lockPeople(tx, householdId);
  const { name } = await tx.user.findUniqueOrThrow({
    where: { id: userId },
    select: { name: true },
  });
  await tx.member.deleteMany({ where: { householdId } });
  const next = await findNextHousehold(tx, { userId, name });
  await tx.session.updateMany({ where: { userId, householdId }, data: { householdId: next } });
  await publishSessionsEnded(tx, userId);
  await eraseHousehold(tx, householdId);
}

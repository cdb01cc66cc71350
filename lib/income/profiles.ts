import 'server-only';
import { createHash } from 'node:crypto';
import { seal, unseal } from '#lib/crypto/seal';
import type { SealedPlace } from '#lib/crypto/sealed-columns';
import { db, type Tx } from '#lib/db/client';
import { newId } from '#lib/db/ids';
import { createIncomeUser } from '#lib/plaid/income-users';
import type { Viewer } from '#lib/privacy/viewer';

export type ProfileRef = { householdId: string; profileId: string };

/** Unless the member chooses otherwise: long enough for a flat or a loan. */
const usualKeepDays = 90;

/** What is kept of a member's income, begun where there is none. Plaid is told of nobody yet. */
export async function openProfile({ householdId, memberId }: Viewer): Promise<ProfileRef> {
  const [row] = await db().$queryRaw<[{ id: string }]>`
    INSERT INTO "IncomeProfile" ("householdId", "id", "memberId", "plaidItemIds", "endsAt")
    VALUES (${householdId}::uuid, ${newId()}::uuid, ${memberId}::uuid, '{}',
      now() + make_interval(days => ${usualKeepDays}))
    ON CONFLICT ("householdId", "memberId") WHERE "removeRequestedAt" IS NULL
      DO UPDATE SET "memberId" = EXCLUDED."memberId"
    RETURNING "id"`;
  return { householdId, profileId: row.id };
}

/** Of a member, what is not being deleted; null where nothing is. */
export async function findProfile({ householdId, memberId }: Viewer): Promise<ProfileRef | null> {
  const row = await db().incomeProfile.findFirst({
    where: { householdId, memberId, removeRequestedAt: null },
    select: { id: true },
  });
  return row && { householdId, profileId: row.id };
}

/**
 * Plaid's user_id of a profile. Plaid makes one user for one profile, so that asking again after an answer
 * was lost finds the same one.
 *
 * @returns null when the profile is gone
 * @throws PlaidError; UnsealError when its key is lost
 */
export async function requirePlaidUser(ref: ProfileRef): Promise<string | null> {
  const { householdId, profileId } = ref;
  const row = await db().incomeProfile.findUnique({
    where: { householdId_id: { householdId, id: profileId } },
    select: { plaidUserSealed: true },
  });
  if (!row) return null;
  if (row.plaidUserSealed !== null) return unseal(row.plaidUserSealed, placeOf(ref));
  const plaidUserId = await createIncomeUser(profileId);
  await db().$transaction(async (tx) => {
    const { count } = await tx.incomeProfile.updateMany({
      where: { householdId, id: profileId },
      data: { plaidUserSealed: seal(plaidUserId, placeOf(ref)) },
    });
    if (count > 0) await nameInDirectory(tx, ref, [plaidUserId]);
  });
  return plaidUserId;
}

/** From now on webhooks that name one of these are about this profile. */
export async function nameInDirectory(
  tx: Tx,
  { householdId, profileId }: ProfileRef,
  plaidIds: readonly string[],
): Promise<void> {
  const data = plaidIds.map((id) => ({ plaidHash: hashPlaidId(id), householdId, profileId }));
  await tx.incomeDirectory.createMany({ data, skipDuplicates: true });
}

/** Whose income a webhook is about that names this; null where nobody's. */
export async function findByPlaidId(
  tx: Pick<Tx, 'incomeDirectory'>,
  plaidId: string,
): Promise<ProfileRef | null> {
  return tx.incomeDirectory.findUnique({
    where: { plaidHash: hashPlaidId(plaidId) },
    select: { householdId: true, profileId: true },
  });
}

function hashPlaidId(plaidId: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash('sha256').update(plaidId).digest());
}

function placeOf({ householdId, profileId }: ProfileRef): SealedPlace {
  return { table: 'IncomeProfile', column: 'plaidUserSealed', householdId, rowId: profileId };
}

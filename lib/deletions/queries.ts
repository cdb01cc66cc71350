import 'server-only';
import { createHash } from 'node:crypto';
import type { Session } from '#lib/auth/sessions';
import { db, type Tx } from '#lib/db/client';
import { AppError } from '#lib/errors';
import type { DeletionDto, DeletionInput, DeletionPreviewDto, HouseholdFate } from './contract.ts';
import { countAccesses } from './find-accesses.ts';

type Own = Pick<Session, 'userId' | 'householdId'>;

/** What would go, and what would be left to others, if the person went now. */
export async function previewDeletion(
  { userId, householdId }: Own,
  client: Pick<Tx, '$queryRaw' | 'user'> = db(),
): Promise<DeletionPreviewDto> {
  const { email } = await client.user.findUniqueOrThrow({
    where: { id: userId },
    select: { email: true },
  });
  type Row = Omit<DeletionPreviewDto['households'][number], 'fate' | 'current'> & {
    otherOwners: number;
  };
  const rows = await client.$queryRaw<Row[]>`
    SELECT h."id", h."name", m."role" = 'owner' AS "owner",
      count(o."id")::int AS "otherMembers",
      (count(o."id") FILTER (WHERE o."role" = 'owner'))::int AS "otherOwners",
      (SELECT count(*)::int FROM "Item" i WHERE i."householdId" = h."id"
        AND i."accessTokenSealed" IS NOT NULL
        AND (i."memberId" = m."id" OR NOT EXISTS (SELECT FROM "Member" x
          WHERE x."householdId" = h."id" AND x."id" <> m."id"))) AS "banks"
    FROM "Member" m
    JOIN "Household" h ON h."id" = m."householdId"
    LEFT JOIN "Member" o ON o."householdId" = m."householdId" AND o."id" <> m."id"
    WHERE m."userId" = ${userId}::uuid
    GROUP BY h."id", m."householdId", m."id" ORDER BY m."createdAt", h."id"`;
  const households = rows.map(({ otherOwners, ...row }) => ({
    ...row,
    current: row.id === householdId,
    fate: fateOf(row, otherOwners),
  }));
  return { email, households };
}

function fateOf(
  { owner, otherMembers }: { owner: boolean; otherMembers: number },
  otherOwners: number,
): HouseholdFate {
  if (otherMembers === 0) return 'deleted';
  return owner && otherOwners === 0 ? 'undecided' : 'left';
}

/** @throws AppError not_found once its receipt is forgotten, too */
export async function readDeletion(receipt: string): Promise<DeletionDto> {
  const found = await db().deletion.findUnique({
    where: { tokenHash: hashReceipt(receipt) },
    select: {
      scope: true,
      requestedAt: true,
      finishedAt: true,
      accessesTotal: true,
      householdsTotal: true,
      householdIds: true,
      itemIds: true,
    },
  });
  if (!found) {
    throw new AppError('not_found', 'There is no deletion of this receipt, or it is long over.');
  }
  const total = found.accessesTotal;
  const left = found.finishedAt ? 0 : await countAccesses(db(), found);
  return {
    scope: found.scope as DeletionInput['scope'],
    requestedAt: found.requestedAt.toISOString(),
    finishedAt: found.finishedAt?.toISOString() ?? null,
    // A bank that was being linked at that very moment is found later.
    banks: { total: Math.max(total, left), ended: Math.max(total, left) - left },
    households: found.householdsTotal,
  };
}

export function hashReceipt(receipt: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash('sha256').update(receipt).digest());
}

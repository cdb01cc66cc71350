import 'server-only';
import { recordAudit } from '#lib/audit/record-audit';
import { db, type Tx } from '#lib/db/client';
import { AppError } from '#lib/errors';
import { type Role, reaches } from '#lib/households/roles';
import type { Viewer } from '#lib/privacy/viewer';
import type { AccessTokenDto } from './contract.ts';
import { keptDays } from './limits.ts';
import { getToken } from './queries.ts';

/** From this commit on the token is worth nothing. @throws AppError not_found */
export async function revokeToken(
  viewer: Viewer & { userId: string },
  tokenId: string,
): Promise<AccessTokenDto> {
  const { householdId, memberId, userId } = viewer;
  return db().$transaction(async (tx) => {
    const { count } = await tx.accessToken.updateMany({
      where: { householdId, memberId, id: tokenId, revokedAt: null, expiresAt: { gt: new Date() } },
      data: { revokedAt: new Date() },
    });
    if (count === 0) throw new AppError('not_found', 'This token has ended already.');
    const token = await getToken(viewer, tokenId, tx);
    const details = { name: token.name };
    await recordAudit(tx, userId, { kind: 'access_token_revoked', details });
    return token;
  });
}

/**
 * Ends every token of a person, in all their households, with the caller's commit: for when somebody
 * else may have been who made them.
 *
 * @returns how many those were, for the caller to write down
 */
export function endTokens(tx: Tx, userId: string): Promise<number> {
  return tx.$executeRaw`
    UPDATE "AccessToken" t SET "revokedAt" = now()
    FROM "Member" m
    WHERE m."userId" = ${userId}::uuid AND t."householdId" = m."householdId"
      AND t."memberId" = m."id" AND t."revokedAt" IS NULL AND t."expiresAt" > now()`;
}

/**
 * Takes from a member's tokens what their role no longer lets them do, so that it does not come back
 * with a later role. A token that is left with nothing has ended.
 */
export async function narrowTokens(
  tx: Tx,
  { householdId, memberId }: Viewer,
  role: Role,
): Promise<void> {
  if (reaches(role, 'member')) return;
  await tx.$executeRaw`
    WITH left_over AS (
      SELECT t."id", ARRAY(SELECT s FROM unnest(t."scopes") s WHERE s NOT LIKE '%:write') AS "scopes"
      FROM "AccessToken" t
      WHERE t."householdId" = ${householdId}::uuid AND t."memberId" = ${memberId}::uuid
        AND t."revokedAt" IS NULL)
    UPDATE "AccessToken" t SET "scopes" = l."scopes",
      "revokedAt" = CASE WHEN l."scopes" = '{}' THEN now() END
    FROM left_over l
    WHERE t."householdId" = ${householdId}::uuid AND t."id" = l."id"`;
}

/** A month after they have ended nobody looks for them any more. Returns how many. */
export function deleteEndedTokens(): Promise<number> {
  return db().$executeRaw`
    DELETE FROM "AccessToken"
    WHERE LEAST("expiresAt", "revokedAt") < now() - make_interval(days => ${keptDays})`;
}

import 'server-only';
import { readInvite } from '#lib/auth/mailbox-tokens';
import type { TokenCookie } from '#lib/auth/session-cookie';
import { hashToken, isToken, newToken } from '#lib/crypto/tokens';
import { db } from '#lib/db/client';
import type { OidcPurpose } from '#lib/db/generated/enums';
import type { HouseholdKey } from '#lib/households/household-token';

/** Long enough to find a telephone for a second factor there. */
const lifeMinutes = 10;

export type RoundTrip = {
  purpose: OidcPurpose;
  /** Who asked, to link or to step up. */
  sessionId: string | null;
  nextPath: string;
  /** By what they may sign up. */
  invite: HouseholdKey | null;
};

/** @returns what the browser's cookie holds; only the SHA-256 is stored */
export async function openRoundTrip({ invite, ...trip }: RoundTrip): Promise<TokenCookie> {
  const token = newToken();
  const expiresAt = new Date(Date.now() + lifeMinutes * 60_000);
  await db().oidcRoundTrip.create({
    data: {
      ...trip,
      tokenHash: hashToken(token),
      inviteHouseholdId: invite?.householdId,
      inviteHash: invite?.tokenHash,
      expiresAt,
    },
  });
  return { token, expiresAt };
}

/** The round trip of a cookie's token, once; null when there is none, or it is too old. */
export async function spendRoundTrip(
  token: string | null,
): Promise<(RoundTrip & { startedAt: Date }) | null> {
  if (token === null || !isToken(token)) return null;
  type Row = Omit<RoundTrip, 'invite'> & Parameters<typeof readInvite>[0] & { startedAt: Date };
  const [row] = await db().$queryRaw<Row[]>`
    DELETE FROM "OidcRoundTrip" WHERE "tokenHash" = ${hashToken(token)} AND "expiresAt" > now()
    RETURNING "purpose"::text AS "purpose", "sessionId", "nextPath", "startedAt",
      "inviteHouseholdId", "inviteHash"`;
  if (!row) return null;
  const { purpose, sessionId, nextPath, startedAt } = row;
  return { purpose, sessionId, nextPath, startedAt, invite: readInvite(row) };
}

/** Deletes the rows of those who never came back; returns how many. */
export async function deleteExpiredRoundTrips(): Promise<number> {
  const { count } = await db().oidcRoundTrip.deleteMany({
    where: { expiresAt: { lt: new Date() } },
  });
  return count;
}

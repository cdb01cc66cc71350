import 'server-only';
import { seal, unseal } from '#lib/crypto/seal';
import type { SealedPlace } from '#lib/crypto/sealed-columns';
import { db } from '#lib/db/client';
import { AppError } from '#lib/errors';
import { linkTokenInput, type OpenLinkDto } from './contract.ts';

type TokenRef = { householdId: string; id: string };

/** Encrypts a link token to its row. */
export function sealLinkToken(ref: TokenRef, linkToken: string): string {
  return seal(linkToken, placeOf(ref));
}

/**
 * The token that Link must be opened with again when a bank's own page has sent the person back.
 *
 * @param id  as the tab kept it; without it, in another tab, the member's latest is meant
 * @throws AppError not_found when it has expired, or belongs to somebody else
 */
export async function getOpenLink(
  { householdId, memberId }: { householdId: string; memberId: string },
  id: string | undefined,
): Promise<OpenLinkDto> {
  const row = await db().linkToken.findFirst({
    where: { householdId, memberId, id, expiresAt: { gt: new Date() } },
    orderBy: { createdAt: 'desc' },
    select: { id: true, tokenSealed: true, input: true, expiresAt: true },
  });
  if (!row) throw new AppError('not_found', 'No passage through Link is open for you here.');
  return {
    id: row.id,
    linkToken: unseal(row.tokenSealed, placeOf({ householdId, id: row.id })),
    expiration: row.expiresAt.toISOString(),
    input: linkTokenInput.parse(row.input),
  };
}

/** Deletes tokens that Plaid no longer takes; returns how many. */
export async function deleteExpiredLinkTokens(): Promise<number> {
  const { count } = await db().linkToken.deleteMany({ where: { expiresAt: { lt: new Date() } } });
  return count;
}

function placeOf({ householdId, id }: TokenRef): SealedPlace {
  return { table: 'LinkToken', column: 'tokenSealed', householdId, rowId: id };
}

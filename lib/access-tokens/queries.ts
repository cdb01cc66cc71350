import 'server-only';
import { db, type Tx } from '#lib/db/client';
import { AppError } from '#lib/errors';
import type { Viewer } from '#lib/privacy/viewer';
import type { AccessTokenDto, AccessTokenListDto } from './contract.ts';
import { tokenLimit } from './limits.ts';
import { type TokenScope, tokenScopes } from './scopes.ts';

const columns = {
  id: true,
  name: true,
  ending: true,
  scopes: true,
  createdAt: true,
  expiresAt: true,
  lastUsedAt: true,
  lastPeer: true,
  revokedAt: true,
} as const;

/** The member's own, the latest first, with those that ended lately; nobody else's. */
export async function listTokens({ householdId, memberId }: Viewer): Promise<AccessTokenListDto> {
  const rows = await db().accessToken.findMany({
    where: { householdId, memberId },
    select: columns,
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: 5 * tokenLimit,
  });
  return { items: rows.map(toTokenDto), nextCursor: null };
}

/** @throws AppError not_found */
export async function getToken(
  { householdId, memberId }: Viewer,
  tokenId: string,
  client: Pick<Tx, 'accessToken'> = db(),
): Promise<AccessTokenDto> {
  const row = await client.accessToken.findFirst({
    where: { householdId, memberId, id: tokenId },
    select: columns,
  });
  if (!row) throw new AppError('not_found', 'There is no such token.');
  return toTokenDto(row);
}

/** Of what is stored, what this version of the app knows. */
export function knownScopes(scopes: readonly string[]): TokenScope[] {
  return tokenScopes.filter((scope) => scopes.includes(scope));
}

type Row = {
  id: string;
  name: string;
  ending: string;
  scopes: string[];
  createdAt: Date;
  expiresAt: Date;
  lastUsedAt: Date | null;
  lastPeer: string | null;
  revokedAt: Date | null;
};

function toTokenDto({ scopes, createdAt, expiresAt, lastUsedAt, revokedAt, ...row }: Row) {
  const isOver = expiresAt.getTime() <= Date.now();
  return {
    ...row,
    scopes: knownScopes(scopes),
    state: revokedAt ? ('revoked' as const) : isOver ? ('expired' as const) : ('open' as const),
    createdAt: createdAt.toISOString(),
    endsAt: (revokedAt ?? expiresAt).toISOString(),
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
  };
}

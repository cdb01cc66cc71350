import 'server-only';
import { db } from '#lib/db/client';
import { env } from '#lib/env';
import type { OidcDto } from './contract.ts';

/** How somebody stands with the provider; null where none is set up. */
export async function getOidc(userId: string): Promise<OidcDto | null> {
  const { oidc } = env();
  if (!oidc) return null;
  const found = await db().oidcIdentity.findUnique({
    where: { userId_issuer: { userId, issuer: oidc.issuer } },
    select: { label: true, createdAt: true, lastUsedAt: true },
  });
  const identity = found && {
    label: found.label,
    linkedAt: found.createdAt.toISOString(),
    lastUsedAt: found.lastUsedAt?.toISOString() ?? null,
  };
  return { provider: oidc.name, identity };
}

/** What people call the provider where they may sign in; null where none is set up. */
export function findProviderName(): string | null {
  return env().oidc?.name ?? null;
}

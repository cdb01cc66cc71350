import 'server-only';
import { cache } from 'react';
import { db, type Tx } from '#lib/db/client';
import { keptPlan } from '#lib/db/kept-plan';
import type { FactorKind, FactorsDto, PasskeyDto } from './contract.ts';
import { countRecoveryCodes } from './recovery-codes.ts';
import { passkeyLimit } from './relying-party.ts';

/** What the person's account asks for beside a password. */
export async function getFactors(userId: string): Promise<FactorsDto> {
  const [passkeys, totp, recoveryCodesLeft] = await Promise.all([
    listPasskeys(userId),
    db().totp.findFirst({
      where: { userId, confirmedAt: { not: null } },
      select: { confirmedAt: true },
    }),
    countRecoveryCodes(db(), userId),
  ]);
  return { passkeys, totpSince: totp?.confirmedAt?.toISOString() ?? null, recoveryCodesLeft };
}

async function listPasskeys(userId: string): Promise<PasskeyDto[]> {
  const rows = await db().passkey.findMany({
    where: { userId },
    orderBy: { createdAt: 'asc' },
    take: passkeyLimit,
    select: {
      id: true,
      credentialId: true,
      name: true,
      backedUp: true,
      createdAt: true,
      lastUsedAt: true,
      suspectAt: true,
    },
  });
  return rows.map(({ createdAt, lastUsedAt, suspectAt, ...row }) => ({
    ...row,
    createdAt: createdAt.toISOString(),
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
    suspect: suspectAt !== null,
  }));
}

/**
 * What the person can show beside a password, the best first; empty where a password is all there is. Read once for a page.
 *
 * @param tx  a transaction's, for what it leaves behind
 */
export function listFactorKinds(userId: string, tx?: Pick<Tx, '$queryRaw'>): Promise<FactorKind[]> {
  return tx ? readFactorKinds(tx, userId) : readOnce(userId);
}

const readOnce = cache((userId: string) => readFactorKinds(db(), userId));

async function readFactorKinds(
  client: Pick<Tx, '$queryRaw'>,
  userId: string,
): Promise<FactorKind[]> {
  const [has] = await client.$queryRaw<Record<FactorKind, boolean>[]>`
    ${keptPlan} SELECT EXISTS (SELECT FROM "Passkey" WHERE "userId" = ${userId}::uuid) AS "passkey",
      EXISTS (
        SELECT FROM "Totp" WHERE "userId" = ${userId}::uuid AND "confirmedAt" IS NOT NULL) AS "totp",
      EXISTS (
        SELECT FROM "RecoveryCode" WHERE "userId" = ${userId}::uuid AND "usedAt" IS NULL) AS "recovery_code"`;
  if (!has?.passkey && !has?.totp) return [];
  const kinds: FactorKind[] = ['passkey', 'totp', 'recovery_code'];
  return kinds.filter((kind) => has[kind]);
}

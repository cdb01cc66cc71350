import 'server-only';
import { db, type Tx } from '#lib/db/client';
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

/** What the person can show beside a password, the best first; empty where a password is all there is. */
export async function listFactorKinds(
  userId: string,
  tx: Pick<Tx, 'passkey' | 'totp' | 'recoveryCode'> = db(),
): Promise<FactorKind[]> {
  const kinds: FactorKind[] = [];
  if ((await tx.passkey.count({ where: { userId } })) > 0) kinds.push('passkey');
  if ((await tx.totp.count({ where: { userId, confirmedAt: { not: null } } })) > 0) {
    kinds.push('totp');
  }
  if (kinds.length > 0 && (await countRecoveryCodes(tx, userId)) > 0) kinds.push('recovery_code');
  return kinds;
}

import 'server-only';
import { db, type Tx } from '#lib/db/client';
import type { FactorKind, FactorsDto } from './contract.ts';
import { countRecoveryCodes } from './recovery-codes.ts';

/** What the person's account asks for beside a password. */
export async function getFactors(userId: string): Promise<FactorsDto> {
  const [totp, recoveryCodesLeft] = await Promise.all([
    db().totp.findFirst({
      where: { userId, confirmedAt: { not: null } },
      select: { confirmedAt: true },
    }),
    countRecoveryCodes(db(), userId),
  ]);
  return { totpSince: totp?.confirmedAt?.toISOString() ?? null, recoveryCodesLeft };
}

/** What the person can show beside a password, the best first; empty where a password is all there is. */
export async function listFactorKinds(
  userId: string,
  tx: Pick<Tx, 'totp' | 'recoveryCode'> = db(),
): Promise<FactorKind[]> {
  const totps = await tx.totp.count({ where: { userId, confirmedAt: { not: null } } });
  if (totps === 0) return [];
  const left = await countRecoveryCodes(tx, userId);
  return ['totp', ...(left > 0 ? (['recovery_code'] as const) : [])];
}

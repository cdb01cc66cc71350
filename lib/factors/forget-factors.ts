import 'server-only';
import type { Tx } from '#lib/db/client';

/** Takes away all that an account asks for beside the first step; returns how many passkeys and apps. */
export async function forgetFactors(tx: Tx, userId: string): Promise<number> {
  const passkeys = await tx.passkey.deleteMany({ where: { userId } });
  const totps = await tx.totp.deleteMany({ where: { userId } });
  await tx.recoveryCode.deleteMany({ where: { userId } });
  return passkeys.count + totps.count;
}

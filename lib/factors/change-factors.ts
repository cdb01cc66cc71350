import 'server-only';
import type { AuditEvent } from '#lib/audit/contract';
import { recordAudit } from '#lib/audit/record-audit';
import { endSessions, type Session } from '#lib/auth/sessions';
import { tellPerson } from '#lib/auth/tell-person';
import { db, type Tx } from '#lib/db/client';
import { describeChange } from './change-words.ts';
import type { ChangedFactorsDto } from './contract.ts';
import { lockFactors } from './lock-factors.ts';
import { getFactors, listFactorKinds } from './queries.ts';
import { createRecoveryCodes } from './recovery-codes.ts';

export type FactorChange = Extract<
  AuditEvent,
  { kind: 'factor_added' | 'factor_removed' | 'recovery_codes_renewed' }
>;

/**
 * Changes what an account asks for. In the same commit recovery codes come with the first factor and
 * go with the last, the person's other sessions end, the person is told, and it is written down.
 *
 * @param run  changes it, and says what it was
 */
export async function changeFactors(
  { id, userId }: Pick<Session, 'id' | 'userId'>,
  run: (tx: Tx) => Promise<FactorChange>,
): Promise<ChangedFactorsDto> {
  const recoveryCodes = await db().$transaction(async (tx) => {
    await lockFactors(tx, userId);
    const change = await run(tx);
    const codes = await settleRecoveryCodes(tx, userId);
    await endSessions(tx, userId, { except: id });
    await tellPerson(tx, userId, describeChange(change));
    await recordAudit(tx, userId, change);
    return codes;
  });
  return { factors: await getFactors(userId), recoveryCodes };
}

async function settleRecoveryCodes(tx: Tx, userId: string): Promise<string[] | null> {
  const kinds = await listFactorKinds(userId, tx);
  if (kinds.length === 0) {
    await tx.recoveryCode.deleteMany({ where: { userId } });
    return null;
  }
  const made = await tx.recoveryCode.count({ where: { userId } });
  return made === 0 ? createRecoveryCodes(tx, userId) : null;
}

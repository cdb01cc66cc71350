import 'server-only';
import { createHash, randomBytes } from 'node:crypto';
import { recordAudit } from '#lib/audit/record-audit';
import { tellPerson } from '#lib/auth/tell-person';
import { db, type Tx } from '#lib/db/client';

const codeCount = 10;
const codeLength = 28;
const groupLength = 7;
const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';

/**
 * Gives the person ten new recovery codes; those before are worth nothing from then on.
 *
 * @returns the codes, which are stored as hashes and told this once
 */
export async function createRecoveryCodes(tx: Tx, userId: string): Promise<string[]> {
  const codes = Array.from({ length: codeCount }, createCode);
  await tx.recoveryCode.deleteMany({ where: { userId } });
  await tx.recoveryCode.createMany({
    data: codes.map((code) => ({ codeHash: hashCode(code), userId })),
  });
  return codes.map((code) => code.match(new RegExp(`.{${groupLength}}`, 'g'))?.join('-') ?? code);
}

/** Uses a code up, and tells the person. False when it is none of theirs, or was used before. */
export async function spendRecoveryCode(userId: string, code: string): Promise<boolean> {
  return db().$transaction(async (tx) => {
    const { count } = await tx.recoveryCode.updateMany({
      where: { codeHash: hashCode(code), userId, usedAt: null },
      data: { usedAt: new Date() },
    });
    if (count === 0) return false;
    const left = await countRecoveryCodes(tx, userId);
    await tellPerson(tx, userId, {
      title: 'A recovery code was used',
      body: `It was used in place of your passkey or authenticator app. ${describeLeft(left)}`,
    });
    await recordAudit(tx, userId, { kind: 'recovery_code_used', details: { left }, by: userId });
    return true;
  });
}

export function countRecoveryCodes(tx: Pick<Tx, 'recoveryCode'>, userId: string): Promise<number> {
  return tx.recoveryCode.count({ where: { userId, usedAt: null } });
}

function createCode(): string {
  return Array.from(randomBytes(codeLength), (byte) => alphabet[byte % alphabet.length]).join('');
}

/** As it was typed, without its dashes. */
function hashCode(code: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash('sha256').update(code).digest());
}

function describeLeft(left: number): string {
  if (left === 0) return 'It was your last one: make new ones now.';
  return left === 1 ? 'One more is left: make new ones.' : `${left} are left.`;
}

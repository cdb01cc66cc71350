import 'server-only';
import type { Session } from '#lib/auth/sessions';
import { db } from '#lib/db/client';
import { AppError } from '#lib/errors';
import { changeFactors } from './change-factors.ts';
import type { ChangedFactorsDto, FactorsDto, NewTotpDto } from './contract.ts';
import { lockFactors } from './lock-factors.ts';
import { getFactors, listFactorKinds } from './queries.ts';
import { confirmTotp, removeTotp, startTotp } from './totp.ts';

type Own = Pick<Session, 'id' | 'userId'>;

/** Begins with an authenticator app, or with another in place of the one that counts until then. */
export function beginTotp(session: Pick<Session, 'userId' | 'email'>): Promise<NewTotpDto> {
  return db().$transaction(async (tx) => {
    await lockFactors(tx, session.userId);
    return startTotp(tx, session);
  });
}

/** @throws as confirmTotp */
export function addTotp(session: Own, code: string): Promise<ChangedFactorsDto> {
  return changeFactors(session, async (tx) => {
    await confirmTotp(tx, session.userId, code);
    return { kind: 'factor_added', details: { factor: 'totp', name: null } };
  });
}

/** @throws AppError not_found */
export function deleteTotp(session: Own): Promise<ChangedFactorsDto> {
  return changeFactors(session, async (tx) => {
    if (!(await removeTotp(tx, session.userId))) {
      throw new AppError('not_found', 'There is no authenticator app. Nothing was changed.');
    }
    return { kind: 'factor_removed', details: { factor: 'totp', name: null } };
  });
}

/** @throws AppError not_found */
export function deletePasskey(session: Own, id: string): Promise<ChangedFactorsDto> {
  return changeFactors(session, async (tx) => {
    const [passkey] = await tx.$queryRaw<{ name: string }[]>`
      DELETE FROM "Passkey" WHERE "id" = ${id}::uuid AND "userId" = ${session.userId}::uuid
      RETURNING "name"`;
    if (!passkey) throw noSuchPasskey();
    return { kind: 'factor_removed', details: { factor: 'passkey', name: passkey.name } };
  });
}

/** @throws AppError not_found */
export async function renamePasskey(
  { userId }: Own,
  id: string,
  name: string,
): Promise<FactorsDto> {
  const { count } = await db().passkey.updateMany({ where: { id, userId }, data: { name } });
  if (count === 0) throw noSuchPasskey();
  return getFactors(userId);
}

function noSuchPasskey(): AppError {
  return new AppError('not_found', 'There is no such passkey. Nothing was changed.');
}

/** Gives the person new recovery codes. @throws AppError not_found where there is nothing to recover */
export function renewRecoveryCodes(session: Own): Promise<ChangedFactorsDto> {
  return changeFactors(session, async (tx) => {
    const kinds = await listFactorKinds(session.userId, tx);
    if (kinds.length === 0) {
      const message = 'Your account asks for one step alone: there is nothing to recover.';
      throw new AppError('not_found', message);
    }
    // New ones are made where there are none.
    await tx.recoveryCode.deleteMany({ where: { userId: session.userId } });
    return { kind: 'recovery_codes_renewed', details: {} };
  });
}

import 'server-only';
import { recordAudit } from '#lib/audit/record-audit';
import { endSessions, type Session } from '#lib/auth/sessions';
import { db } from '#lib/db/client';
import { AppError } from '#lib/errors';

type Own = Pick<Session, 'id' | 'userId'>;

/** Ends one other session of the person. @throws AppError not_found */
export async function endSession({ userId }: Own, id: string): Promise<void> {
  if ((await end(userId, { only: id })) > 0) return;
  throw new AppError('not_found', 'This session has ended already.');
}

/** Ends every session of the person but the one that asks. */
export async function endOtherSessions({ id, userId }: Own): Promise<void> {
  await end(userId, { except: id });
}

function end(userId: string, which: { only: string } | { except: string }): Promise<number> {
  return db().$transaction(async (tx) => {
    const count = await endSessions(tx, userId, which);
    if (count > 0) await recordAudit(tx, userId, { kind: 'sessions_ended', details: { count } });
    return count;
  });
}

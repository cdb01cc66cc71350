import 'server-only';
import { recordAudit } from '#lib/audit/record-audit';
import { closeDb, db, openDb } from '#lib/db/client';

/** Gives or takes the right to read the operator pages; false when there is no such person. */
export async function setOperator(
  databaseUrl: string,
  email: string,
  operator: boolean,
): Promise<boolean> {
  openDb(databaseUrl);
  const done = await db().$transaction(async (tx) => {
    const where = { email: email.trim().toLowerCase() };
    const user = await tx.user.findUnique({ where, select: { id: true, operator: true } });
    if (!user) return false;
    if (user.operator === operator) return true;
    await tx.user.update({ where, data: { operator } });
    const kind = operator ? 'operator_granted' : 'operator_revoked';
    await recordAudit(tx, user.id, { kind, details: {} });
    return true;
  });
  await closeDb();
  return done;
}

import 'server-only';
import type { Tx } from '#lib/db/client';
import { currentActor } from './actor.ts';
import { type AuditEvent, auditKinds } from './contract.ts';

/** The log of what concerns no household and no person alone. Operators read it. */
export const installationLog = '00000000-0000-0000-0000-000000000000';

type Recorded = AuditEvent & {
  /** Who did it; whoever sent the request, unless told. */
  by?: string | null;
  /** The user it was done to. Left out where they did it themselves. */
  about?: string;
};

/**
 * Writes down what is done, in the transaction that does it: either both are there or neither. The
 * database chains the entry to the one before and keeps that log's head locked until the commit, so
 * this comes last in a transaction.
 *
 * Where the log's owner is gone nothing is written.
 *
 * @param log  a household's id; a person's, for what is theirs alone; or `installationLog`
 * @throws ZodError when details are not what the kind keeps
 */
export async function recordAudit(
  tx: Pick<Tx, '$executeRaw'>,
  log: string,
  { kind, details, by, about }: Recorded,
): Promise<void> {
  const actor = currentActor();
  const userId = by === undefined ? actor.userId : by;
  const aboutUserId = about === userId ? null : (about ?? null);
  const text = JSON.stringify(auditKinds[kind].details.parse(details));
  await tx.$executeRaw`
    INSERT INTO "AuditEntry" ("chainId", "kind", "details", "userId", "aboutUserId", "peer")
    VALUES (${log}::uuid, ${kind}, ${text}, ${userId}::uuid, ${aboutUserId}::uuid, ${actor.peer})`;
}

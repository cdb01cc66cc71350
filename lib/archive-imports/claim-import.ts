import 'server-only';
import { db, type Tx } from '#lib/db/client';
import { env } from '#lib/env';
import { publish } from '#lib/live/publish';
import type { ImportFailure } from './contract.ts';
import type { ImportRef } from './find-imports.ts';

/** One worker's try at an import. */
export type Claim = { attempt: number; bytes: number; memberId: string; userId: string };

/** Another worker has taken it up, or nobody wants it any more. */
export class LostImport extends Error {}

/** Null when another worker has it, or it is over. */
export async function claimImport({ householdId, importId }: ImportRef): Promise<Claim | null> {
  const [claim] = await db().$queryRaw<Claim[]>`
    UPDATE "ArchiveImport" i SET "attempt" = "attempt" + 1, "rowsDone" = 0,
      "leaseUntil" = now() + make_interval(secs => ${env().SYNC_LEASE_SECONDS})
    FROM "Member" m
    WHERE m."householdId" = i."householdId" AND m."id" = i."memberId"
      AND i."householdId" = ${householdId}::uuid AND i."id" = ${importId}::uuid
      AND i."state" = 'waiting' AND (i."leaseUntil" IS NULL OR i."leaseUntil" < now())
    RETURNING i."attempt", i."bytes", i."memberId", m."userId"`;
  return claim ?? null;
}

/** Says how far it is, outside the import's own transaction. @throws LostImport */
export async function renewImport(
  { householdId, importId }: ImportRef,
  { attempt }: Claim,
  rowsDone: number,
  rowsTotal: number,
): Promise<void> {
  const renewed = await db().$transaction(async (tx) => {
    await publish(tx, householdId, ['archives']);
    return tx.$executeRaw`
      UPDATE "ArchiveImport" SET "rowsDone" = ${rowsDone}, "rowsTotal" = ${rowsTotal},
        "leaseUntil" = now() + make_interval(secs => ${env().SYNC_LEASE_SECONDS})
      WHERE "householdId" = ${householdId}::uuid AND "id" = ${importId}::uuid
        AND "state" = 'waiting' AND "attempt" = ${attempt}`;
  });
  if (renewed === 0) throw new LostImport();
}

/**
 * The file is read: its parts go.
 *
 * @param failure  `none`: it went well. Null: it is tried again.
 * @returns false when another worker has taken it up
 */
export async function endImport(
  { householdId, importId }: ImportRef,
  { attempt }: Claim,
  failure: ImportFailure | 'none' | null,
  client?: Tx,
): Promise<boolean> {
  const end = async (tx: Tx) => {
    const { count } = await tx.archiveImport.updateMany({
      where: { householdId, id: importId, state: 'waiting', attempt },
      data:
        failure === null
          ? { leaseUntil: null }
          : {
              state: failure === 'none' ? 'done' : 'failed',
              failure: failure === 'none' ? null : failure,
              finishedAt: new Date(),
              leaseUntil: null,
            },
    });
    if (count === 0) return false;
    if (failure !== null) {
      await tx.archiveImportPart.deleteMany({ where: { householdId, importId } });
    }
    await publish(tx, householdId, ['archives']);
    return true;
  };
  return client ? end(client) : db().$transaction(end);
}

import 'server-only';
import { db } from '#lib/db/client';
import { env } from '#lib/env';

/**
 * Cuts off what is older than AUDIT_RETENTION_DAYS. Each log remembers the hash of its last entry
 * that went, so that what stays can still be verified.
 *
 * @returns how many entries went
 */
export async function pruneAudit(): Promise<number> {
  const days = env().AUDIT_RETENTION_DAYS;
  return db().$transaction(async (tx) => {
    const cut = await tx.$executeRaw`
      UPDATE "AuditChain" c SET "prunedSeq" = old."seq", "prunedHash" = old."hash"
      FROM (
        SELECT DISTINCT ON (e."chainId") e."chainId", e."seq", e."hash" FROM "AuditEntry" e
        WHERE e."at" < now() - make_interval(days => ${days}::int)
        ORDER BY e."chainId", e."seq" DESC
      ) old
      WHERE c."id" = old."chainId" AND c."prunedSeq" < old."seq"`;
    if (cut === 0) return 0;
    return tx.$executeRaw`
      DELETE FROM "AuditEntry" e USING "AuditChain" c
      WHERE c."id" = e."chainId" AND e."seq" <= c."prunedSeq"
        AND e."at" < now() - make_interval(days => ${days}::int)`;
  });
}

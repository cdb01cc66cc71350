import 'server-only';
import { installationLog, recordAudit } from '#lib/audit/record-audit';
import { db } from '#lib/db/client';
import { requireEnv } from '#lib/env';
import { checkIntegrity } from './check-integrity.ts';
import type { IntegrityResult } from './contract.ts';

/** The invariants held against the database this process runs on; that it was done, and what came of it, is written down. */
export async function checkIntegrityNow(): Promise<IntegrityResult[]> {
  const results = await checkIntegrity(requireEnv('DATABASE_URL'));
  const broken = results.filter(({ violations }) => violations.length > 0).length;
  await db().$transaction((tx) =>
    recordAudit(tx, installationLog, {
      kind: 'integrity_checked',
      details: { checks: results.length, broken },
    }),
  );
  return results;
}

import 'server-only';
import { requireEnv } from '#lib/env';
import { checkIntegrity } from './check-integrity.ts';
import type { IntegrityResult } from './contract.ts';

/** The invariants held against the database this process runs on. */
export function checkIntegrityNow(): Promise<IntegrityResult[]> {
  return checkIntegrity(requireEnv('DATABASE_URL'));
}

import 'server-only';
import { readSnapshot, type Snapshot } from '#lib/db/read-only';
import { type IntegrityCheck, integrityChecks } from './checks.ts';
import type { IntegrityResult } from './contract.ts';

const namedLimit = 20;
/** Reading all rows of a large installation may take a while, and must not take for ever. */
const timeoutMs = 120_000;

/**
 * Holds a whole database against the invariants, in one read-only snapshot. It changes nothing;
 * what it finds is a bug of ours or somebody else's hand in the database.
 *
 * @throws what PostgreSQL throws: nothing was concluded then
 */
export function checkIntegrity(databaseUrl: string): Promise<IntegrityResult[]> {
  return readSnapshot(databaseUrl, timeoutMs, async (snapshot) => {
    const results: IntegrityResult[] = [];
    for (const check of integrityChecks) results.push(await run(snapshot, check));
    return results;
  });
}

async function run(
  { rows }: Snapshot,
  { invariant, statement, violations }: IntegrityCheck,
): Promise<IntegrityResult> {
  const startedAt = performance.now();
  const found = await rows<{ subject: string }>(
    `SELECT "subject" FROM (${violations}) v LIMIT ${namedLimit + 1}`,
  );
  return {
    invariant,
    statement,
    violations: found.slice(0, namedLimit).map((row) => row.subject),
    more: found.length > namedLimit,
    durationMs: Math.round(performance.now() - startedAt),
  };
}

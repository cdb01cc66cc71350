import 'server-only';
import { integrityChecks } from './checks.ts';
import type { IntegrityResult } from './contract.ts';

export function listBroken(results: readonly IntegrityResult[]): IntegrityResult[] {
  return results.filter(({ violations }) => violations.length > 0);
}

/**
 * Mends what can be: what is made of other rows is made anew, and what is of no row any more goes.
 *
 * @param run  runs a statement as the database's owner
 * @param say  a line for people about each
 * @returns what is broken and cannot be mended
 */
export async function mendBroken(
  results: readonly IntegrityResult[],
  run: (sql: string) => Promise<unknown>,
  say: (line: string) => void,
): Promise<IntegrityResult[]> {
  const left: IntegrityResult[] = [];
  for (const result of listBroken(results)) {
    const mend = integrityChecks.find(({ statement }) => statement === result.statement)?.mend;
    if (mend === undefined) {
      left.push(result);
      continue;
    }
    say(`Not so, and mended: ${result.statement}`);
    await run(mend);
  }
  return left;
}

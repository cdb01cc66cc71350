import { spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readTestReport } from '#lib/stack/read-test-report';

// `npm test` plays a hundred sequences; this plays any number, or one of them again.
const { values } = parseArgs({
  options: { runs: { type: 'string' }, seed: { type: 'string' }, path: { type: 'string' } },
});
if (values.path !== undefined && values.seed === undefined) {
  console.error('Usage: npm run sequences -- [--runs <n>] [--seed <n> [--path <path>]]');
  process.exit(2);
}
const seed = values.seed ?? String(randomInt(2 ** 31));
const runs = values.runs ?? (values.path === undefined ? '1000' : '10');
console.log(`${runs} sequences, seed ${seed}`);

const reports = mkdtempSync(join(tmpdir(), 'plumbline-reports-'));
const file = join(reports, 'sequences.json');
const child = spawn(
  process.execPath,
  [
    join('node_modules', 'vitest', 'vitest.mjs'),
    'run',
    '--project=sequences',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
  ],
  {
    stdio: 'inherit',
    env: {
      ...process.env,
      SEQUENCES_RUNS: runs,
      SEQUENCES_SEED: seed,
      SEQUENCES_PATH: values.path,
    },
  },
);
const [code] = (await once(child, 'exit')) as [number | null];
if (code === 0) for (const line of readTestReport(file).totals) console.log(line);
rmSync(reports, { recursive: true, force: true });
process.exit(code ?? 1);

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { buildIfChanged } from '#lib/stack/build';
import { readTestReport } from '#lib/stack/read-test-report';

// `npm test`: everything. `npm run check`: the part that takes seconds. The first failure ends it.
const isCheck = process.argv.includes('--check');
const reports = mkdtempSync(join(tmpdir(), 'plumbline-reports-'));
const startedAt = performance.now();
const bin = (path: string) => join('node_modules', path);
const totals: string[] = [];
const secondTries: string[] = [];
let passed = 0;
/** Projects of real processes, where a race may be lost to whatever else the machine does. */
const racing = ['sandbox', 'integration', 'sweeps', 'drills'];
/** More than these, and it is no lost race. */
const mostBroken = 3;

const running = new Set<ChildProcess>();

// Each of these takes one core most of its time.
const quick = [
  step('format, lint and imports', [bin('@biomejs/biome/bin/biome'), 'ci', '--error-on-warnings']),
  types(),
  step('unused code', [bin('knip/bin/knip.js')]),
];
if (isCheck) await Promise.all([...quick, tests('unit')]);
else {
  await Promise.all([...quick, tests('unit'), tests('sandbox').then(simulations)]);
  await Promise.all([build(), tests('integration')]);
  await tests('sequences');
  await tests('sweeps');
  await browserTests();
  await tests('drills');
}
rmSync(reports, { recursive: true, force: true });
const seconds = Math.round((performance.now() - startedAt) / 1000);
const again = secondTries.length > 0 ? `, ${secondTries.length} only at the second try` : '';
console.log(`\nAll passed: ${passed} tests (${totals.join(', ')}) in ${seconds} s${again}.`);

async function types(): Promise<void> {
  await step('route types', [bin('next/dist/bin/next'), 'typegen']);
  // Several checkers each work out for themselves what types have in common: twice the processor's time, which others here need.
  const alone = ['--noEmit', '--incremental', 'false', '--checkers', '1'];
  await step('types', [bin('typescript/bin/tsc'), ...alone]);
}

async function build(): Promise<void> {
  const from = performance.now();
  await buildIfChanged(() => {});
  console.log(`build … ${secondsSince(from)} s`);
}

async function tests(project: string): Promise<void> {
  const first = await vitest(project, []);
  const { passed, skipped, totals, sound, broken } = first.report ?? fail(first);
  if (first.code === 0) {
    count(project, passed, skipped);
    for (const line of totals) console.log(`  ${line}`);
    return;
  }
  if (!racing.includes(project) || broken.length === 0 || broken.length > mostBroken) fail(first);
  // As in the browser: one lost race does not hold back what is sound, and whoever needed the second try is named.
  const names = broken.map(({ name }) => relative('.', name));
  for (const { name, why } of broken) console.log(`\n${relative('.', name)}: ${why}\n`);
  const second = await vitest(project, names);
  if (second.code !== 0 || !second.report) fail(second);
  count(project, sound + second.report.passed, second.report.skipped);
  noteSecondTries(names);
}

/** @param files  of the project; all where none is named */
async function vitest(project: string, files: string[]) {
  const file = join(reports, `${project}-${files.length}.json`);
  const ended = await run(`${project} tests${files.length > 0 ? ', what failed once more' : ''}`, [
    bin('vitest/vitest.mjs'),
    'run',
    `--project=${project}`,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
    ...files,
  ]);
  return { ...ended, report: existsSync(file) ? readTestReport(file) : null };
}

function noteSecondTries(names: string[]): void {
  for (const name of names) console.log(`  only at the second try: ${name}`);
  secondTries.push(...names);
}

async function browserTests(): Promise<void> {
  const file = join(reports, 'e2e.json');
  const args = ['--conditions=react-server', join('bin', 'e2e.ts'), '--reporter=list,json'];
  await step('browser tests', args, { PLAYWRIGHT_JSON_OUTPUT_NAME: file });
  const report = JSON.parse(readFileSync(file, 'utf8')) as Suite & {
    stats: { expected: number; flaky: number; skipped: number };
  };
  const { expected, flaky, skipped } = report.stats;
  count('e2e', expected + flaky, skipped);
  noteSecondTries(listFlaky(report));
}

type Suite = {
  suites?: Suite[];
  specs?: { file: string; title: string; tests: { status: string }[] }[];
};

function listFlaky({ suites = [], specs = [] }: Suite): string[] {
  const own = specs.filter(({ tests }) => tests.some(({ status }) => status === 'flaky'));
  return [...own.map(({ file, title }) => `${file}, ${title}`), ...suites.flatMap(listFlaky)];
}

async function simulations(): Promise<void> {
  const simulate = ['--conditions=react-server', join('bin', 'simulate.ts'), '--json'];
  const { tried } = JSON.parse(await step('simulated histories', simulate)) as { tried: number };
  const bugs = JSON.parse(await step('seeded bugs', [...simulate, '--bugs'])) as unknown[];
  totals.push(`${tried} simulated histories, ${bugs.length} seeded bugs caught`);
}

function count(name: string, number: number, skipped: number): void {
  passed += number;
  totals.push(skipped > 0 ? `${name} ${number}, ${skipped} skipped` : `${name} ${number}`);
}

/** Runs one command; its output is shown only when it fails, which ends it all. @returns its standard output */
async function step(
  name: string,
  args: string[],
  env: Record<string, string> = {},
): Promise<string> {
  const ended = await run(name, args, env);
  if (ended.code !== 0) fail(ended);
  return Buffer.concat(ended.output).toString();
}

type Ended = { name: string; code: number | null; chunks: Buffer[]; output: Buffer[] };

async function run(name: string, args: string[], env: Record<string, string> = {}): Promise<Ended> {
  const from = performance.now();
  const child = spawn(process.execPath, args, {
    env: { ...process.env, NODE_NO_WARNINGS: '1', NEXT_TELEMETRY_DISABLED: '1', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  const chunks: Buffer[] = [];
  const output: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => {
    chunks.push(chunk);
    output.push(chunk);
  });
  child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk));
  const [code] = (await once(child, 'close')) as [number | null];
  running.delete(child);
  console.log(`${name} … ${code === 0 ? '' : 'FAILED after '}${secondsSince(from)} s`);
  return { name, code, chunks, output };
}

function fail({ name, chunks }: Ended): never {
  process.stdout.write(Buffer.concat(chunks));
  for (const other of running) other.kill();
  console.log(`\n${name}: failed.`);
  process.exit(1);
}

function secondsSince(from: number): string {
  return ((performance.now() - from) / 1000).toFixed(1);
}

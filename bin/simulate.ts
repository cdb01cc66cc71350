import { parseArgs } from 'node:util';
import { runHistory } from '#lib/sync/simulation/run-history';
import { runBugs, runSeeds } from '#lib/sync/simulation/run-threads';

// Histories of the sync engine under a virtual clock; see docs/reliability.md.
const { values: options } = parseArgs({
  options: {
    seeds: { type: 'string', default: '2000' },
    from: { type: 'string', default: '1' },
    seed: { type: 'string' },
    bugs: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
});
/** A seeded bug must be caught within so many seeds, or the checks are worth nothing. */
const bugSeedLimit = 2_000;

if (options.seed !== undefined) await replay(toNumber('seed', options.seed));
else if (options.bugs) await seedBugs();
else await simulate(toNumber('from', options.from), toNumber('seeds', options.seeds));

async function simulate(from: number, count: number): Promise<void> {
  const startedAt = performance.now();
  const { tried, steps, counts, failed } = await runSeeds(from, count);
  const seconds = (performance.now() - startedAt) / 1000;
  if (options.json) {
    console.log(
      JSON.stringify({ tried, steps, seconds, counts: Object.fromEntries(counts), failed }),
    );
  } else {
    for (const [what, number] of [...counts].sort()) console.log(`${what.padEnd(40)} ${number}`);
    console.log(`\n${tried} seeds, ${steps} steps, ${seconds.toFixed(1)} s`);
  }
  if (!failed) return;
  const { seed, failure } = failed;
  console.error(`Seed ${seed} breaks ${failure.invariant}: ${failure.message}`);
  console.error(`Replay it: npm run simulate -- --seed ${seed}`);
  process.exitCode = 1;
}

async function replay(seed: number): Promise<void> {
  const { failure, hash, steps } = await runHistory(seed, (line) => console.log(line));
  console.log(`\nSeed ${seed}: ${steps} steps, hash ${hash}`);
  if (!failure) return;
  console.error(`It breaks ${failure.invariant}: ${failure.message}`);
  process.exitCode = 1;
}

async function seedBugs(): Promise<void> {
  const reports = await runBugs(bugSeedLimit);
  const rows = reports.map(({ bug, tried, failed }) => ({
    bug: bug.name,
    seeds: tried,
    invariant: failed?.failure.invariant ?? null,
    symptom: failed?.failure.message ?? null,
  }));
  if (options.json) console.log(JSON.stringify(rows));
  for (const { bug, seeds, invariant, symptom } of options.json ? [] : rows) {
    const caught = invariant ? `seed ${seeds}, ${invariant}: ${symptom}` : `NOT in ${seeds} seeds`;
    console.log(`${bug.padEnd(56)} ${caught.split('\n')[0]}`);
  }
  const missed = rows.filter((row) => row.invariant === null);
  for (const { bug } of missed) console.error(`Seeded and not caught: ${bug}`);
  if (missed.length > 0) process.exitCode = 1;
}

function toNumber(name: string, value: string): number {
  const number = Number(value);
  if (Number.isSafeInteger(number) && number > 0) return number;
  console.error(`--${name} wants a whole number above 0.`);
  process.exit(2);
}

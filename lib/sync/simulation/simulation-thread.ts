import 'server-only';
import { parentPort, workerData } from 'node:worker_threads';
import { seedBug } from './seed-bug.ts';
import { seededBugs } from './seeded-bugs.ts';
import type { Failure } from './world.ts';

/** Seeds `from`, `from + step` and so on, `count` of them, until one fails. */
export type ThreadTask = { from: number; step: number; count: number; bug: string | null };

export type ThreadReport = {
  tried: number;
  steps: number;
  counts: Map<string, number>;
  failed: { seed: number; failure: Failure } | null;
};

// Most errors here are meant; a replay shows where one that is not came from.
Error.stackTraceLimit = 0;
const task = workerData as ThreadTask;
const bug = seededBugs.find(({ name }) => name === task.bug);
const listSeeded = bug ? seedBug(bug) : null;
// Only now, so that the bug is in what it imports.
const { runHistory } = await import('./run-history.ts');
for (const { file } of bug?.patches ?? []) {
  if (!listSeeded?.().has(file)) throw new Error(`${file} is not part of the simulation.`);
}
parentPort?.postMessage(await runAll());

async function runAll(): Promise<ThreadReport> {
  const report: ThreadReport = { tried: 0, steps: 0, counts: new Map(), failed: null };
  for (let index = 0; index < task.count && !report.failed; index += 1) {
    const { seed, failure, steps, counts } = await runHistory(task.from + index * task.step);
    report.tried += 1;
    report.steps += steps;
    for (const [what, count] of counts) {
      report.counts.set(what, (report.counts.get(what) ?? 0) + count);
    }
    if (failure) report.failed = { seed, failure };
  }
  return report;
}

import 'server-only';
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { type SeededBug, seededBugs } from './seeded-bugs.ts';
import type { ThreadReport, ThreadTask } from './simulation-thread.ts';

/** Runs `count` seeds on all cores; each core stops at its first failing seed. */
export async function runSeeds(from: number, count: number): Promise<ThreadReport> {
  const step = Math.min(availableParallelism(), count);
  const reports = await Promise.all(
    Array.from({ length: step }, (_, core) =>
      runThread({ from: from + core, step, count: Math.ceil((count - core) / step), bug: null }),
    ),
  );
  const counts = new Map<string, number>();
  for (const [what, number] of reports.flatMap((report) => [...report.counts])) {
    counts.set(what, (counts.get(what) ?? 0) + number);
  }
  const sum = (pick: (report: ThreadReport) => number) =>
    reports.reduce((total, report) => total + pick(report), 0);
  const failed = reports
    .flatMap((report) => report.failed ?? [])
    .sort((one, other) => one.seed - other.seed);
  return {
    tried: sum((report) => report.tried),
    steps: sum((report) => report.steps),
    counts,
    failed: failed[0] ?? null,
  };
}

export type BugReport = { bug: SeededBug; tried: number; failed: ThreadReport['failed'] };

/** Seeds each bug alone, and tries seeds from 1 until one fails or the limit is reached. */
export async function runBugs(seedLimit: number): Promise<BugReport[]> {
  const reports: BugReport[] = [];
  const waiting = [...seededBugs.entries()];
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [index, bug] = next;
      const task = { from: 1, step: 1, count: seedLimit, bug: bug.name };
      const { tried, failed } = await runThread(task);
      reports[index] = { bug, tried, failed };
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, work));
  return reports;
}

async function runThread(workerData: ThreadTask): Promise<ThreadReport> {
  const thread = new Worker(new URL('./simulation-thread.ts', import.meta.url), {
    workerData,
    // What the engine logs of simulated failures is nobody's news.
    env: { ...process.env, LOG_LEVEL: 'silent' },
  });
  const [report] = (await once(thread, 'message')) as [ThreadReport];
  return report;
}

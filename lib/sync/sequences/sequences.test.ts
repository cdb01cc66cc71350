import { expect, it } from 'vitest';
import { runLanes, type SequencesTotals } from './run-lanes.ts';

declare module 'vitest' {
  interface TaskMeta {
    totals?: SequencesTotals;
  }
}

const { SEQUENCES_RUNS, SEQUENCES_SEED, SEQUENCES_PATH } = process.env;
const runs = Number(SEQUENCES_RUNS ?? 120);
const seed = Number(SEQUENCES_SEED ?? Math.floor(Math.random() * 2 ** 31));
const timeoutMs = 120_000 + runs * 5_000;

it(
  'every sequence of what may happen ends with what the bank says, at every step on the way',
  async ({ task }) => {
    const totals = await runLanes({ runs, seed, path: SEQUENCES_PATH });
    task.meta.totals = totals;
    expect(totals.sequences).toBe(runs);
  },
  timeoutMs,
);

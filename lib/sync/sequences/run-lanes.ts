import 'server-only';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { db } from '#lib/db/client';
import { createHousehold } from '#lib/testing/household';
import { type Command, sequence } from './commands.ts';
import { runSequence } from './run-sequence.ts';
import { openWebhookNetwork } from './webhook-network.ts';
import { startWorkerCrew } from './worker-crew.ts';
import type { Stage, SyncCounts } from './world.ts';

export type SequencesRequest = {
  runs: number;
  seed: number;
  /** fast-check's: plays one sequence again, and makes it smaller when it fails. */
  path: string | undefined;
};

type Played = { sequences: number; commands: number } & SyncCounts;

export type SequencesTotals = Played & { kills: number; pauses: number };

/** Sequences that run side by side, each with Items of its own, on one database and one bank. */
const laneCount = 12;
const workerCount = 3;

/**
 * Plays generated sequences against the product's real parts.
 *
 * @throws Error with fast-check's report, and how to play the failing sequence again
 */
export async function runLanes(request: SequencesRequest): Promise<SequencesTotals> {
  const dir = mkdtempSync(join(tmpdir(), 'plumbline-sequences-'));
  const network = await openWebhookNetwork();
  const crew = startWorkerCrew(workerCount, dir);
  const played = { sequences: 0, commands: 0, syncs: 0, failedSyncs: 0, restarts: 0, webhooks: 0 };
  try {
    await waitForCrew();
    const lanes = request.path === undefined ? laneCount : 1;
    const shared = { failed: false, played, stage: { network, crew } };
    const reports = await Promise.all(
      Array.from({ length: lanes }, (_, lane) =>
        runLane(shared, {
          ...request,
          seed: request.seed + lane,
          runs: Math.floor((request.runs + lane) / lanes),
        }),
      ),
    );
    const failures = reports.filter((report) => report !== null);
    if (failures.length > 0) throw new Error(failures.join('\n\n'));
    return { ...played, ...crew.counts };
  } finally {
    await crew.stop();
    network.close();
    rmSync(dir, { recursive: true, force: true });
  }
}

type Shared = {
  /** One failure ends all lanes. */
  failed: boolean;
  played: Played;
  stage: Stage;
};

/** @returns what went wrong; null = nothing */
async function runLane(
  shared: Shared,
  { runs, seed, path }: SequencesRequest,
): Promise<string | null> {
  const households = [await createHousehold(), await createHousehold()];
  const property = fc.asyncProperty(sequence, async (commands: Command[]) => {
    if (shared.failed && path === undefined) return;
    const counts = await runSequence(shared.stage, households, commands);
    count(shared.played, { sequences: 1, commands: commands.length, ...counts });
  });
  // A sequence that is played again may have to be lucky: processes do not repeat their timing.
  const attempts = path === undefined ? 1 : runs;
  const numRuns = path === undefined ? runs : 1;
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const details = await fc.check(property, {
      seed,
      path,
      numRuns,
      endOnFailure: path === undefined,
    });
    if (!details.failed) continue;
    shared.failed = true;
    const { errorInstance: why, counterexamplePath } = details;
    return [
      await fc.asyncDefaultReportMessage(details),
      `Failed after ${shared.played.sequences} sequences.`,
      why instanceof Error ? why.message : String(why),
      `Play it again: npm run sequences -- --seed ${seed} --path ${counterexamplePath}`,
    ].join('\n\n');
  }
  return null;
}

function count(played: Played, more: Played): void {
  for (const name of Object.keys(more) as (keyof Played)[]) played[name] += more[name];
}

async function waitForCrew(): Promise<void> {
  while ((await db().worker.count()) < workerCount) await sleep(25);
}

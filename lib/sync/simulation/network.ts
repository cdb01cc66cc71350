import 'server-only';
import type { Process } from './process.ts';
import type { World } from './world.ts';

/** A failure of the simulated surroundings, as a driver would throw it. */
export class Outage extends Error {}

export type CallFaults = {
  typicalMs: number;
  /** Thrown instead of doing anything there. */
  refuse: () => Error | null;
  /** Thrown although everything was done there. */
  loseReply: () => Error | null;
};

/**
 * One call of a process to something outside it: the request travels, takes effect there in one
 * step, and the answer travels back. The process may die or stand still at any point between.
 */
export function callOutside<Answer>(
  world: World,
  process: Process,
  label: string,
  effect: () => Answer,
  faults: CallFaults,
): Promise<Answer> {
  const { random, timeline } = world;
  return new Promise((resolve, reject) => {
    if (!process.isAlive) return;
    maybeDie(world, process, label, 'before');
    timeline.schedule(random.delayMs(faults.typicalMs), () => {
      // Whether a dying process got its request out is anybody's guess.
      if (!process.isAlive && random.chance(0.5)) return;
      const refused = faults.refuse();
      const reply = refused ? () => reject(refused) : carryOut(effect, resolve, reject);
      const lost = refused ? null : faults.loseReply();
      if (refused) world.note(process.name, `${label}: ${describe(refused)}`);
      if (lost) world.note(process.name, `${label}: the answer is lost`);
      maybeDie(world, process, label, 'after');
      maybePause(world, process);
      maybeStop(world, process);
      const answer = lost ? () => reject(lost) : reply;
      timeline.resume(random.delayMs(faults.typicalMs), answer, process);
    });
  });
}

function carryOut<Answer>(
  effect: () => Answer,
  resolve: (answer: Answer) => void,
  reject: (error: unknown) => void,
): () => void {
  try {
    const answer = effect();
    return () => resolve(answer);
  } catch (error) {
    return () => reject(error);
  }
}

function describe(error: Error): string {
  return 'code' in error ? String(error.code) : error.message;
}

function maybeDie(world: World, process: Process, label: string, when: string): void {
  if (!process.isAlive || !world.random.chance(world.faults.kill / 2)) return;
  world.count('kill -9');
  world.note(process.name, `is killed ${when} ${label}`);
  process.kill(world.timeline.now);
}

function maybePause(world: World, process: Process): void {
  if (!world.random.chance(world.faults.pause)) return;
  const ms = world.random.integer(1_000, 150_000);
  world.count('pauses');
  world.note(process.name, `stands still for ${Math.round(ms / 1000)} s`);
  process.pausedUntil = Math.max(process.pausedUntil, world.timeline.now + ms);
}

function maybeStop(world: World, process: Process): void {
  if (process.isStopping || !world.random.chance(world.faults.stop)) return;
  world.count('SIGTERM');
  world.note(process.name, 'is asked to end');
  process.isStopping = true;
}

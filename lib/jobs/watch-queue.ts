import 'server-only';
import type { WorkerEvents } from 'graphile-worker';

/** A worker with a hand free looks for jobs every other second, and a moment's trouble is none. */
const quietMs = 30_000;

/**
 * Tells from a worker's own events whether it works its queue: it lately looked for a job and was answered,
 * or all its hands are full. A process that only lives does neither.
 *
 * @param hands  how many jobs it does at once
 */
export function watchQueue(
  events: Pick<WorkerEvents, 'on'>,
  hands: number,
): { isWorking: () => boolean } {
  let answeredAt = performance.now();
  let busy = 0;
  events.on('localQueue:getJobs:complete', () => {
    answeredAt = performance.now();
  });
  events.on('job:start', () => {
    answeredAt = performance.now();
    busy += 1;
  });
  events.on('job:complete', () => {
    busy -= 1;
  });
  return { isWorking: () => busy >= hands || performance.now() - answeredAt < quietMs };
}

import 'server-only';
import { log } from '#lib/log';
import { metrics } from '#lib/metrics/metrics';
import { runInScope } from '#lib/scope';
import type { TaskName } from './tasks.ts';

/**
 * Runs a job so that every line of the log about it names it, and measures it.
 *
 * @param jobId  the queue's
 * @throws what `run` throws
 */
export function observeJob(task: TaskName, jobId: string, run: () => Promise<void>): Promise<void> {
  return runInScope({ jobId, task }, async () => {
    const startedAt = performance.now();
    const finish = (outcome: 'ok' | 'failed') => {
      const ms = performance.now() - startedAt;
      metrics().jobSeconds.observe({ task, outcome }, ms / 1000);
      log.info({ outcome, ms: Math.round(ms) }, 'job');
    };
    try {
      await run();
    } catch (error) {
      finish('failed');
      throw error;
    }
    finish('ok');
  });
}

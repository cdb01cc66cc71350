import 'server-only';
import { log } from '#lib/log';
import { metrics } from '#lib/metrics/metrics';
import { runInScope } from '#lib/scope';
import { inSpan, readTraceparent } from '#lib/traces/span';
import type { TaskName } from './tasks.ts';

/**
 * Runs a job so that every line of the log about it names it, and measures it.
 *
 * @param jobId   the queue's
 * @param payload may carry the trace of what asked for the job
 * @throws what `run` throws
 */
export function observeJob(
  task: TaskName,
  jobId: string,
  payload: unknown,
  run: () => Promise<void>,
): Promise<void> {
  const traceparent = readTraceparent((payload as { traceparent?: unknown } | null)?.traceparent);
  return runInScope({ jobId, task, traceparent: traceparent ?? undefined }, async () => {
    const startedAt = performance.now();
    const finish = (outcome: 'ok' | 'failed') => {
      const ms = performance.now() - startedAt;
      metrics().jobSeconds.observe({ task, outcome }, ms / 1000);
      log.info({ outcome, ms: Math.round(ms) }, 'job');
    };
    try {
      await inSpan(`job ${task}`, 'consumer', { 'job.task': task }, run);
    } catch (error) {
      finish('failed');
      throw error;
    }
    finish('ok');
  });
}

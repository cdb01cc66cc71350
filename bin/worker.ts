import { env } from '#lib/env';
import { checkReady } from '#lib/health/check-ready';
import { startWorker } from '#lib/jobs/start-worker';
import { log } from '#lib/log';
import { serveMetrics } from '#lib/metrics/serve-metrics';
import { guardConnections } from '#lib/net/guard-connections';
import { listDestinations } from '#lib/net/list-destinations';

guardConnections(listDestinations(env()));
const collector = env().OTEL_EXPORTER_OTLP_ENDPOINT;
const traces = collector
  ? await (await import('#lib/traces/start-traces')).startTraces(collector)
  : null;
const worker = await startWorker();
const { METRICS_PORT, METRICS_HOST } = env();
if (METRICS_PORT) {
  await serveMetrics(METRICS_PORT, METRICS_HOST, {
    checkReady: async () => worker.isWorking() && (await checkReady()),
  });
}
log.info('worker ready');

/** A job that has not ended by then is left to the next worker: its lease runs out by itself. */
const stopTimeoutMs = 18_000;

let stopping = false;
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => {
      log.warn('a job did not end in time; another worker will take it up');
      process.exit(0);
    }, stopTimeoutMs).unref();
    const stopped = worker.stop().finally(() => traces?.stop());
    stopped.then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ error }, 'the worker did not stop cleanly');
        process.exit(1);
      },
    );
  });
}

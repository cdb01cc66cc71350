import { startWorker } from '#lib/jobs/start-worker';
import { log } from '#lib/log';

const worker = await startWorker();
log.info('worker ready');

let stopping = false;
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    if (stopping) return;
    stopping = true;
    worker.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ error }, 'the worker did not stop cleanly');
        process.exit(1);
      },
    );
  });
}

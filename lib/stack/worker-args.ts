import 'server-only';
import { join, resolve } from 'node:path';

/**
 * What Node runs the worker with. Its heap grows in small steps: a first sync of 100,000 rows peaks
 * at 265 MB above idle instead of 440, for a tenth more of the processor.
 */
export const workerArgs = [
  '--max-semi-space-size=16',
  '--heap-growing-percent=50',
  '--conditions=react-server',
  join('bin', 'worker.ts'),
];

/**
 * Where Node keeps what it made of the worker's sources for its next start, which then takes a third less
 * of the processor. One entry for each source, so it does not grow; where it cannot be written, nothing
 * is kept. The web server has none: its files have new names after each build, and it would gain a tenth.
 */
export const workerCache = { NODE_COMPILE_CACHE: resolve('node_modules', '.cache', 'worker') };

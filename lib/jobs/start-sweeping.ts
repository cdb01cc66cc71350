import 'server-only';
import { db } from '#lib/db/client';
import { takeToken } from '#lib/db/rate-bucket';
import { log } from '#lib/log';
import { enqueue } from './enqueue.ts';

const lookMs = 10_000;
/** All workers together, by the database's clock. */
const sweeps = { capacity: 1, perMinute: 1 };

/**
 * Has the sweep run each minute, by whichever worker asks first, until stopped. The queue's own crontab is
 * not used: it counts minutes by the clock of its machine, and one that jumped ahead and was set right would
 * keep every worker from sweeping until that time has come. This timer runs by the time that passes.
 *
 * @returns stops it
 */
export function startSweeping(): () => void {
  const timer = setInterval(() => {
    askForSweep().catch((error: unknown) => log.warn({ error }, 'could not ask for a sweep'));
  }, lookMs);
  return () => clearInterval(timer);
}

/** True where it was this call's turn. */
export async function askForSweep(): Promise<boolean> {
  if (!(await takeToken('sweep', sweeps))) return false;
  await enqueue(db(), 'sweep', {}, { key: 'sweep' });
  return true;
}

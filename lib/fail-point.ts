import 'server-only';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { env } from '#lib/env';

/**
 * Every place between two effects where this product may be ended without losing or doubling
 * anything. Drills end it at each of them.
 */
export const failPoints = [
  'webhook-verified',
  'webhook-kept',
  'webhook-committed',
  'webhook-handled',
  'link-exchanged',
  'link-stored',
  'sync-leased',
  'sync-page-read',
  'sync-fetched',
  'commit-accounts',
  'commit-rows',
  'commit-compared',
  'commit-advanced',
  'sync-committed',
  'sync-failed',
  'remove-marked',
  'remove-confirmed',
  'remove-forgotten',
  'archive-chunk-stored',
  'import-read',
  'import-written',
  'deletion-erased',
  'deletion-finished',
  'rotate-marked',
  'rotate-answered',
  'rotate-stored',
  'key-rotated',
  'backup-part-stored',
  'backup-parts-stored',
  'backup-stored',
  'restore-migrated',
  'restore-filled',
  'event-taken',
  'event-answered',
] as const;
export type FailPoint = (typeof failPoints)[number];

/**
 * Ends (SIGKILL) or halts (SIGSTOP) this process when a drill has armed the point: by a file of its
 * name in FAIL_POINTS_DIR that holds the signal and how many times. Without that setting, nothing.
 */
export function failPoint(name: FailPoint): void {
  const dir = env().FAIL_POINTS_DIR;
  if (dir === undefined) return;
  const file = join(dir, name);
  if (!existsSync(file)) return;
  const [signal, times] = readFileSync(file, 'utf8').split(' ');
  const left = Number(times) - 1;
  if (left > 0) writeFileSync(file, `${signal} ${left}`);
  else rmSync(file);
  process.kill(process.pid, signal === 'SIGSTOP' ? 'SIGSTOP' : 'SIGKILL');
}

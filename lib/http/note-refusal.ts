import 'server-only';
import type { Actor } from '#lib/audit/actor';
import { AppError, type ErrorCode } from '#lib/errors';
import { log } from '#lib/log';

/**
 * What may be somebody trying a door: not theirs, not there, too often, not of the form. A wrong proof is
 * noted where it is given (lib/auth), and a session that is over is nobody's attack.
 */
const noted: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'forbidden',
  'not_found',
  'rate_limited',
  'invalid_input',
  'payload_too_large',
  'unsupported_media_type',
  'sign_up_closed',
]);

/** A flood is seen by its beginning; all of it would be a way to fill a disk. */
const linesPerMinute = 120;

let minute = 0;
let lines = 0;

/**
 * One line in the log for a request that was refused: of whom, for what, never what was sent.
 *
 * @param place  the route, as it is in the file tree
 */
export function noteRefusal(
  error: unknown,
  place: { method: string; path: string },
  { userId, peer }: Actor,
): void {
  if (!(error instanceof AppError) || !noted.has(error.code)) return;
  const now = Math.floor(Date.now() / 60_000);
  if (now !== minute) {
    if (lines > linesPerMinute) {
      log.warn({ count: lines - linesPerMinute }, 'more requests were refused than written down');
    }
    [minute, lines] = [now, 0];
  }
  lines += 1;
  if (lines > linesPerMinute) return;
  const { method, path } = place;
  log.warn({ method, path, code: error.code, userId, peer }, 'a request was refused');
}

import 'server-only';
import { env } from '#lib/env';

/** A busy machine must not make a process look dead, nor a long lease hide that it is. */
const [leastSeconds, mostSeconds] = [5, 60];

/**
 * A process not heard of for so long counts as gone: a worker that says nothing, a transaction whose next
 * statement does not come. As long as a worker may hold a connection back.
 */
export function goneAfterSeconds(): number {
  return Math.min(mostSeconds, Math.max(leastSeconds, env().SYNC_LEASE_SECONDS));
}

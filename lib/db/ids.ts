import 'server-only';
import { randomFillSync } from 'node:crypto';
import { v7 } from 'uuid';

const bytesPerId = 16;
/** Asked for one id at a time, the system's random numbers are most of what a large plan costs. */
const pool = new Uint8Array(256 * bytesPerId);
let used = pool.length;

let msecs = 0;
let seq = 0;

/** A new id: UUIDv7, so that rows made together lie together, in the order they were made. */
export function newId(): string {
  const random = takeRandom();
  const now = Date.now();
  if (now > msecs) {
    msecs = now;
    // The upper half of the 32 bits stays free to count on within the millisecond.
    seq = new DataView(random.buffer, random.byteOffset).getUint32(6) >>> 1;
  } else {
    seq += 1;
  }
  return v7({ random, msecs, seq });
}

function takeRandom(): Uint8Array {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  used += bytesPerId;
  return pool.subarray(used - bytesPerId, used);
}

import type { ServerResponse } from 'node:http';
import type { Fault } from './fault-list.ts';

/** Breaks an answer on its way out, as the fault says. True when the fault has dealt with the answer. */
export function spoilAnswer(outgoing: ServerResponse, fault: Fault, bytes: Buffer): boolean {
  const half = bytes.subarray(0, Math.floor(bytes.length / 2));
  switch (fault.mode) {
    case 'lost_reply':
      // The operation has run; its answer never arrives.
      outgoing.destroy();
      return true;
    case 'truncate':
      outgoing.writeHead(200, {
        'content-type': 'application/json; charset=utf-8',
        'content-length': bytes.length,
      });
      // Half of it leaves for certain before the connection breaks.
      outgoing.write(half, () => outgoing.destroy());
      return true;
    case 'malformed':
      outgoing.writeHead(200, { 'content-type': 'application/json; charset=utf-8' });
      outgoing.end(Buffer.concat([half, Buffer.from('<!-- not json -->')]));
      return true;
    default:
      return false;
  }
}

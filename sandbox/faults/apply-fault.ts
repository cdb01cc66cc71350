import type { ServerResponse } from 'node:http';
import type { Fault } from './fault-list.ts';

/** Breaks an answer on its way out, as the fault says. True when the fault has dealt with the answer. */
export function spoilAnswer(outgoing: ServerResponse, fault: Fault, text: string): boolean {
  switch (fault.mode) {
    case 'lost_reply':
      // The operation has run; its answer never arrives.
      outgoing.destroy();
      return true;
    case 'truncate':
      outgoing.writeHead(200, {
        'content-type': 'application/json; charset=utf-8',
        'content-length': Buffer.byteLength(text),
      });
      // Half of it leaves for certain before the connection breaks.
      outgoing.write(text.slice(0, Math.floor(text.length / 2)), () => outgoing.destroy());
      return true;
    case 'malformed':
      outgoing.writeHead(200, { 'content-type': 'application/json; charset=utf-8' });
      outgoing.end(`${text.slice(0, Math.floor(text.length / 2))}<!-- not json -->`);
      return true;
    default:
      return false;
  }
}

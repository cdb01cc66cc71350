import 'server-only';
import { type LookupAddress, type LookupOptions, lookup as lookUp } from 'node:dns';
import { log } from '#lib/log';

type Callback = (error: Error | null, found: string | LookupAddress[], family?: number) => void;
export type Lookup = (host: string, options: LookupOptions, callback: Callback) => void;
/** Why an address must not be connected to; null where it may. */
type Judge = (address: string) => string | null;

/** A connection that was not made, because nothing allows it to go there. */
export class RefusedConnection extends Error {
  readonly code = 'ERR_CONNECTION_REFUSED_HERE';

  constructor(host: string, port: number | null, reason: string | null) {
    super(`This process does not connect to ${host}${port ? `:${port}` : ''}: ${reason}.`);
    this.name = 'RefusedConnection';
  }
}

/** By a function and no setting of a connection: no answer, data or person can forge one. */
const judges = new WeakMap<Lookup, Judge>();

/** The judge that a lookup was made with; undefined for every other lookup. */
export function judgeOf(lookup: Lookup | undefined): Judge | undefined {
  return lookup && judges.get(lookup);
}

/**
 * Looks a name up and leaves of its addresses those that the judge lets pass. It is the lookup that the
 * connection itself is made by, so that no second answer of a name server counts.
 *
 * @param resolve  finds the addresses of a name
 */
export function guardLookup(judge: Judge, resolve: Lookup = lookUp as Lookup): Lookup {
  const guarded: Lookup = (host, options, callback) =>
    resolve(host, { ...options, all: true }, (error, found) => {
      if (error) return callback(error, []);
      const addresses = found as LookupAddress[];
      const reasons = addresses.map(({ address }) => judge(address));
      const left = addresses.filter((_, index) => reasons[index] === null);
      const [first] = left;
      if (!first) {
        const reason = reasons.find((each) => each !== null) ?? 'it has no address';
        return callback(refuse(host, null, reason), []);
      }
      if (options.all) callback(null, left);
      else callback(null, first.address, first.family);
    });
  judges.set(guarded, judge);
  return guarded;
}

export function refuse(host: string, port: number | null, reason: string | null) {
  log.warn({ host, port, reason }, 'an outgoing connection was refused');
  return new RefusedConnection(host, port, reason);
}

import 'server-only';
import { lookup } from 'node:dns';
import { isIP, type NetConnectOpts, Socket, type TcpNetConnectOpts } from 'node:net';
import { guardLookup, judgeOf, type Lookup, refuse } from './guard-lookup.ts';
import { judgeAddress } from './judge-address.ts';
import { type Destination, isHostNamed } from './list-destinations.ts';

type Listener = () => void;

/**
 * From now on this process opens TCP connections to these destinations alone, whoever asks: fetch,
 * http, tls, a library. All of them come by Socket.connect. What a name stands for is judged in the
 * lookup that the connection itself is made by, so that no second answer of a name server counts.
 *
 * Sockets of the file system are let through, and so is all that is no TCP of Node's: UDP, other
 * processes, other threads.
 *
 * @param resolve  finds the addresses of a name
 */
export function guardConnections(destinations: Destination[], resolve: Lookup = lookup): void {
  const connect = Socket.prototype.connect as (options: object, listener?: Listener) => Socket;

  function connectIfNamed(this: Socket, ...args: unknown[]): Socket {
    const [options, listener] = readArguments(args);
    if ('path' in options && options.path) return connect.call(this, options, listener);
    const { host: given = 'localhost', port } = options as TcpNetConnectOpts;
    const host = given.toLowerCase().replace(/\.$/, '');
    // A judge that our own code gave along, for an address that a person chose.
    const own = judgeOf((options as TcpNetConnectOpts).lookup as Lookup | undefined);
    if (own && isIP(host) === 0) return connect.call(this, options, listener);
    const found = destinations.find((each) => isHostNamed(each, host, Number(port)));
    const reason = own ? own(host) : judge(found, host);
    if (own && reason === null) return connect.call(this, options, listener);
    if (found && reason === null) {
      const judgeEach = (address: string) => judgeAddress(found, address);
      const guarded = { ...options, lookup: guardLookup(judgeEach, resolve) };
      return connect.call(this, guarded, listener);
    }
    // As if a name were not found: whoever asked is told of it as of any failure, and not too early.
    const failing = failWith(refuse(host, port, reason));
    return connect.call(this, { ...options, host: 'refused.invalid', lookup: failing }, listener);
  }
  Socket.prototype.connect = connectIfNamed as Socket['connect'];
}

/** Why a connection must not be tried; an address behind a name is judged once it is known. */
function judge(destination: Destination | undefined, host: string): string | null {
  if (!destination) return 'no setting names it';
  return isIP(host) === 0 ? null : judgeAddress(destination, host);
}

function failWith(error: Error): Lookup {
  return (_host, _options, callback) => callback(error, []);
}

/** `connect(options, listener)`, `connect(port, host, listener)`, `connect(path)`, or what net.connect made of them. */
function readArguments(args: unknown[]): [NetConnectOpts, Listener | undefined] {
  const [first, ...rest] = Array.isArray(args[0]) ? (args[0] as unknown[]) : args;
  const listener = rest.find((each) => typeof each === 'function') as Listener | undefined;
  if (typeof first === 'object' && first !== null) return [first as NetConnectOpts, listener];
  if (typeof first === 'string' && Number.isNaN(Number(first))) return [{ path: first }, listener];
  const host = typeof rest[0] === 'string' ? rest[0] : undefined;
  return [{ port: Number(first), host }, listener];
}

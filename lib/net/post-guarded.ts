import 'server-only';
import http from 'node:http';
import https from 'node:https';
import { isIP } from 'node:net';
import { guardLookup, type Lookup, refuse } from './guard-lookup.ts';

type Sending = {
  headers: Record<string, string>;
  body: string;
  /** Of everything: finding the address, connecting, sending, and the answer. */
  timeoutMs: number;
  /** Of the answer; what comes after is not read. */
  limitBytes: number;
  /** Why an address must not be connected to; null where it may. */
  judge: (address: string) => string | null;
  resolve?: Lookup;
};

export type GuardedAnswer = { status: number; text: string };

/**
 * Posts to an address that a person chose. It is judged where it is connected to: the name is looked up once,
 * by the connection itself. Each answer has a connection of its own, redirects are an answer like any other,
 * and of its body only the beginning is read.
 *
 * @throws Error where there was no answer; RefusedConnection where the judge refuses every address
 */
export function postGuarded(url: URL, sending: Sending): Promise<GuardedAnswer> {
  const { headers, body, timeoutMs, limitBytes, judge, resolve } = sending;
  const host = url.hostname.replace(/^\[|\]$/g, '');
  // An address is not looked up, so that no lookup judges it.
  const reason = isIP(host) === 0 ? null : judge(host);
  if (reason !== null) return Promise.reject(refuse(host, null, reason));
  const { request } = url.protocol === 'https:' ? https : http;
  return new Promise((done, fail) => {
    const sent = request(url, {
      method: 'POST',
      agent: false,
      headers: { ...headers, 'content-length': String(Buffer.byteLength(body)) },
      lookup: guardLookup(judge, resolve),
      signal: AbortSignal.timeout(timeoutMs),
    });
    sent.on('error', fail);
    sent.on('response', (response) => {
      readStart(response, limitBytes).then(
        (text) => done({ status: response.statusCode ?? 0, text }),
        fail,
      );
    });
    sent.end(body);
  });
}

async function readStart(response: http.IncomingMessage, limitBytes: number): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  // Leaving the loop closes the connection.
  for await (const chunk of response as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    bytes += chunk.byteLength;
    if (bytes >= limitBytes) break;
  }
  return Buffer.concat(chunks).subarray(0, limitBytes).toString('utf8');
}

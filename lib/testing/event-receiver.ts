import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type RequestListener } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import type { Certificate } from './certificates.ts';

type Received = { path: string; headers: Record<string, string>; body: string };

type Answer = { status: number; text?: string; headers?: Record<string, string> };

/**
 * A program that is told of events: it keeps them, and answers 204, or what it is told to, once each.
 *
 * @param certificate  what it speaks TLS with; without one it speaks none
 */
export async function openEventReceiver(certificate?: Certificate) {
  const received: Received[] = [];
  const answers: Answer[] = [];
  const answer: RequestListener = (request, response) => {
    buffer(request).then(
      (body) => {
        const path = request.url ?? '';
        received.push({ path, headers: toText(request.headers), body: body.toString() });
        const { status, text, headers } = answers.shift() ?? { status: 204 };
        response.writeHead(status, headers).end(text);
      },
      () => response.destroy(),
    );
  };
  const server = certificate ? createTlsServer(certificate, answer) : createServer(answer);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `${certificate ? 'https' : 'http'}://localhost:${port}/events`,
    host: `localhost:${port}`,
    received,
    answers,
    close: () => new Promise((done) => server.close(done)),
  };
}

const toText = (headers: IncomingHttpHeaders) =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));

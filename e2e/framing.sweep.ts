import { once } from 'node:events';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect, inject, it } from 'vitest';

// Where one request ends and the next begins: whatever a proxy in front could read otherwise is not read at all.

const sweep = inject('sweep');
const hidden = 'GET /api/health/live HTTP/1.1\r\nHost: localhost\r\n\r\n';

it.each([
  ['a length and chunks', ['Content-Length: 5', 'Transfer-Encoding: chunked'], '0\r\n\r\n'],
  ['chunks and a length', ['Transfer-Encoding: chunked', 'Content-Length: 5'], '0\r\n\r\n'],
  ['two lengths', ['Content-Length: 0', `Content-Length: ${hidden.length}`], ''],
  ['two lengths in one', [`Content-Length: 0, ${hidden.length}`], ''],
  ['a length with a sign', ['Content-Length: +0'], ''],
  ['another coding', ['Transfer-Encoding: xchunked'], '0\r\n\r\n'],
  ['a coding after chunks', ['Transfer-Encoding: chunked, identity'], '0\r\n\r\n'],
  ['a space in a name', ['Content-Length : 0'], ''],
  ['a line that goes on', ['X-Ours: a', ' Content-Length: 0'], ''],
  ['a chunk without a size', ['Transfer-Encoding: chunked'], 'zz\r\n\r\n0\r\n\r\n'],
])('a request with %s is refused, and nothing behind it read', async (_, headers, body) => {
  const answers = await send(
    `POST /api/sign-up HTTP/1.1\r\nHost: localhost\r\n${headers.join('\r\n')}\r\n\r\n${body}${hidden}`,
  );
  expect(answers.match(/^HTTP\/1\.1 \d+/gm)).toEqual(['HTTP/1.1 400']);
});

it('what a browser sends along is not read back to it', async () => {
  const answers = await send(
    'TRACE /api/items HTTP/1.1\r\nHost: localhost\r\nCookie: secret\r\nConnection: close\r\n\r\n',
  );
  expect(answers).toMatch(/^HTTP\/1\.1 404/);
  expect(answers).not.toContain('secret');
});

it('two requests that say where they end are two', async () => {
  const answers = await send(
    hidden.repeat(2).replace(/(.*)\r\n\r\n/s, '$1\r\nConnection: close\r\n\r\n'),
  );
  expect(answers.match(/^HTTP\/1\.1 \d+/gm)).toEqual(['HTTP/1.1 200', 'HTTP/1.1 200']);
});

/** Everything that comes back on one connection. */
async function send(bytes: string): Promise<string> {
  const { hostname, port } = new URL(sweep.url);
  const socket = connect({ host: hostname, port: Number(port) });
  await once(socket, 'connect');
  socket.setTimeout(10_000, () => socket.destroy(new Error('It never ends.')));
  socket.write(bytes);
  return text(socket);
}

import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { readRawBody } from './read-body.ts';

/** Sends the beginning of a request to a real server, and leaves; what reading it came to. */
async function leaveEarly(leave: 'destroy' | 'resetAndDestroy'): Promise<unknown> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  socket.write('POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\n{"events":[');
  const [message] = (await once(server, 'request')) as [IncomingMessage];
  const request = toRequest(Readable.toWeb(message) as ReadableStream);
  const reading = readRawBody(request, 1_000).catch((error: unknown) => error);
  socket[leave]();
  const result = await reading;
  server.close();
  return result;
}

function toRequest(body: ReadableStream): Request {
  const init = { method: 'POST', body, duplex: 'half' };
  return new Request('http://a/', init);
}

describe('a body', () => {
  it.each(['destroy', 'resetAndDestroy'] as const)(
    'that its caller stops sending (%s) is no failure of ours',
    async (leave) => {
      expect(await leaveEarly(leave)).toMatchObject({ name: 'AppError', code: 'request_aborted' });
    },
  );

  it('over the limit is refused while it comes', async () => {
    const body = new ReadableStream({
      pull: (controller) => controller.enqueue(new Uint8Array(400)),
    });
    await expect(readRawBody(toRequest(body), 1_000)).rejects.toMatchObject({
      code: 'payload_too_large',
    });
  });
});

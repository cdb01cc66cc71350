import { once } from 'node:events';
import http, { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { limitAnswers } from './limit-answers.ts';

let server: Server;
let answer: (response: ServerResponse) => void;
let sent = 0;

beforeAll(async () => {
  server = createServer((_request, response) => answer(response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

async function read(timeoutMs = 5_000): Promise<number> {
  const agent = limitAnswers(new http.Agent(), { limitBytes: 100_000, timeoutMs });
  const { port } = server.address() as AddressInfo;
  const [response] = await once(http.get({ host: '127.0.0.1', port, agent }), 'response');
  let bytes = 0;
  for await (const chunk of response) bytes += chunk.byteLength;
  return bytes;
}

it('lets through what is small enough, one answer after the other', async () => {
  answer = (response) => response.end(Buffer.alloc(90_000));
  expect(await read()).toBe(90_000);
  expect(await read()).toBe(90_000);
});

it('ends an answer that is too large, and reads no more of it', async () => {
  const piece = Buffer.alloc(50_000);
  answer = (response) => {
    const more = () => {
      sent += piece.byteLength;
      if (!response.destroyed) response.write(piece, () => setImmediate(more));
    };
    more();
  };
  await expect(read()).rejects.toThrow('aborted');
  // What lies in the buffers of both ends, and no more.
  expect(sent).toBeLessThan(20_000_000);
});

it('ends an answer that never comes to its end', async () => {
  let timer: NodeJS.Timeout | undefined;
  answer = (response) => {
    timer = setInterval(() => response.write('x'), 10);
  };
  await expect(read(100)).rejects.toThrow('aborted');
  clearInterval(timer);
});

import 'server-only';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import { resolve } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { type Delivery, toRequest } from '#lib/testing/webhook-receiver';

/** What the next deliveries on a line meet. */
export type Weather = { lost: number; refused: number; doubled: number; delaysMs: number[] };

/** The way from the bank to the product for the Items of one sequence. */
export class Line {
  weather: Weather = { lost: 0, refused: 0, doubled: 0, delaysMs: [] };
  arrivals = 0;
  /** Called when a delivery arrives at the product; what it returns, when the product took it. */
  readonly arrive: (body: { item_id?: string; webhook_code: string }) => () => void;

  constructor(arrive: Line['arrive']) {
    this.arrive = arrive;
  }
}

type Handler = (request: Request) => Promise<Response>;

/**
 * The network between the sandbox and the product's own webhook route: what it does to a delivery is
 * ordered per sequence, because the sandbox can only order it for all.
 */
export async function openWebhookNetwork() {
  const { POST } = (await import(
    pathToFileURL(resolve('app/api/plaid/webhook/route.ts')).href
  )) as { POST: Handler };
  const lines = new Map<string, Line>();
  const server = createServer((request, response) => {
    pass(request).then(
      (status) => response.writeHead(status).end(),
      () => response.destroy(),
    );
  });

  async function pass(request: IncomingMessage): Promise<number> {
    const body = await buffer(request);
    const line = lines.get(request.url ?? '');
    // The sequence is over.
    if (!line) return 200;
    const { weather } = line;
    if (weather.lost > 0) {
      weather.lost -= 1;
      return 200;
    }
    if (weather.refused > 0) {
      weather.refused -= 1;
      return 503;
    }
    const times = weather.doubled > 0 ? 2 : 1;
    weather.doubled -= times - 1;
    await sleep(weather.delaysMs.shift() ?? 0);
    const signature = String(request.headers['plaid-verification']);
    const statuses = await Promise.all(
      Array.from({ length: times }, () => deliver(line, { body, signature })),
    );
    return Math.max(...statuses);
  }

  async function deliver(line: Line, delivery: Pick<Delivery, 'body' | 'signature'>) {
    line.arrivals += 1;
    const taken = line.arrive(JSON.parse(delivery.body.toString()));
    const { status } = await POST(toRequest(delivery));
    if (status === 200) taken();
    return status;
  }

  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No port.');
  let opened = 0;
  return {
    open: (line: Line) => {
      opened += 1;
      const path = `/${opened}`;
      lines.set(path, line);
      return {
        url: `http://127.0.0.1:${address.port}${path}`,
        close: () => void lines.delete(path),
      };
    },
    close: () => void server.close(),
  };
}

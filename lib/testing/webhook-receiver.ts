import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import { buffer } from 'node:stream/consumers';

export type Delivery = { body: Buffer; signature: string; code: string };

/** Receives what the sandbox sends, as the app's endpoint would, and keeps it. */
export async function openWebhookReceiver() {
  const deliveries: Delivery[] = [];
  const waiting: (() => void)[] = [];
  const server = createServer((request: IncomingMessage, response) => {
    void buffer(request).then((body) => {
      const { webhook_code } = JSON.parse(body.toString()) as { webhook_code: string };
      const signature = String(request.headers['plaid-verification']);
      deliveries.push({ body, signature, code: webhook_code });
      response.end();
      for (const wake of waiting.splice(0)) wake();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No port.');
  return {
    url: `http://127.0.0.1:${address.port}/webhook`,
    /** The next delivery of this code, come or to come; each is given out once. */
    async next(code: string): Promise<Delivery> {
      for (;;) {
        const index = deliveries.findIndex((each) => each.code === code);
        const [found] = index >= 0 ? deliveries.splice(index, 1) : [];
        if (found) return found;
        await new Promise<void>((resolve) => waiting.push(resolve));
      }
    },
    close: () => server.close(),
  };
}

/** The delivery as the request that the app's endpoint is given. */
export function toRequest({ body, signature }: Pick<Delivery, 'body' | 'signature'>): Request {
  return new Request('http://localhost:3000/api/plaid/webhook', {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'plaid-verification': signature },
    body: new Uint8Array(body),
  });
}

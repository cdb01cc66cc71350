import 'server-only';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { checkReady } from '#lib/health/check-ready';
import { log } from '#lib/log';
import { measureNode, metrics } from './metrics.ts';
import { readGauges } from './read-gauges.ts';

const requestTimeoutMs = 10_000;
const connectionsAtMost = 50;

// On globalThis because the development server evaluates modules again at each change.
const holder = globalThis as { plumblineMetricsServer?: Server };

type ServeOptions = {
  /** Falsy or thrown: not ready. */
  checkReady?: () => Promise<unknown>;
};

/**
 * Serves `/metrics`, and `/live` and `/ready` for who watches the process, on a port of its own that
 * no proxy leads to. There is no sign-in: what may reach it may read it. A port that is taken is
 * said in the log; the product does not depend on being watched.
 *
 * @returns stops it; null when it could not listen
 */
export async function serveMetrics(
  port: number,
  host: string,
  options: ServeOptions = {},
): Promise<(() => Promise<void>) | null> {
  const server = createServer({ requestTimeout: requestTimeoutMs }, (request, response) => {
    answer(request, response, options.checkReady ?? checkReady).catch((error: unknown) => {
      log.error({ error }, 'metrics failed');
      response.writeHead(500).end();
    });
  });
  server.maxConnections = connectionsAtMost;
  try {
    server.listen(port, host);
    await once(server, 'listening');
  } catch (error) {
    log.error({ error, port, host }, 'METRICS_PORT cannot be used: nothing can be measured here');
    return null;
  }
  holder.plumblineMetricsServer = server;
  measureNode();
  // What ends the process is the product, not who measures it.
  server.unref();
  return async () => {
    server.close();
    server.closeAllConnections();
    await once(server, 'close');
  };
}

/** Whether a request came by that port, and is none of the product's. */
export function isMeasuring(server: unknown): boolean {
  return server !== undefined && server === holder.plumblineMetricsServer;
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  askReady: () => Promise<unknown>,
): Promise<void> {
  const path = request.url?.split('?', 1)[0];
  if (request.method !== 'GET') return end(response, 405, 'There is only GET.\n');
  if (path === '/live') return end(response, 200, 'ok\n');
  if (path === '/ready') {
    const isReady = await askReady().then(Boolean, () => false);
    return end(response, isReady ? 200 : 503, isReady ? 'ok\n' : 'Not ready.\n');
  }
  if (path !== '/metrics') return end(response, 404, 'There is no such address.\n');
  await readGauges(metrics());
  const { registry } = metrics();
  end(response, 200, await registry.metrics(), registry.contentType);
}

function end(response: ServerResponse, status: number, text: string, type = 'text/plain'): void {
  response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' }).end(text);
}

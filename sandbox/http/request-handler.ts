import type { IncomingMessage, ServerResponse } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import { createControlApi } from '../control/api.ts';
import { createLinkApp } from '../link/app.ts';
import { logFailure } from '../log.ts';
import { operations } from '../operations/registry.ts';
import { servePlaid } from '../plaid/serve.ts';
import type { Sandbox } from '../sandbox.ts';
import { sendBrowserCode } from './browser-code.ts';
import { sendFont } from './font.ts';
import { isAllowedHost } from './guards.ts';
import { sendPage } from './page.ts';

/** Sends a request to Plaid's API, or to the sandbox's own pages and control. */
export function createRequestHandler(
  sandbox: Sandbox,
): (incoming: IncomingMessage, outgoing: ServerResponse) => void {
  const own = createOwnApp(sandbox);
  const serveOwn = getRequestListener(own.fetch);
  return (incoming, outgoing) => {
    if (!isAllowedHost(incoming.headers.host, sandbox.config.allowRemote)) {
      outgoing.writeHead(421, { 'content-type': 'text/plain' });
      outgoing.end('The sandbox answers on loopback addresses only (see SANDBOX_ALLOW_REMOTE).\n');
      return;
    }
    const path = incoming.url?.split('?', 1)[0] ?? '/';
    const answered = isOwnPath(path)
      ? serveOwn(incoming, outgoing)
      : servePlaid(sandbox, operations, incoming, outgoing);
    Promise.resolve(answered).catch((error: unknown) => {
      logFailure('a request failed', error);
      outgoing.destroy();
    });
  };
}

function createOwnApp(sandbox: Sandbox): Hono {
  const app = new Hono();
  app.route('/_control', createControlApi(sandbox));
  app.route('/link', createLinkApp(sandbox));
  app.get('/assets/sans.woff2', sendFont);
  app.get('/assets/code/:name{.+}', (context) =>
    sendBrowserCode(context, context.req.param('name')),
  );
  app.get('/', (context) =>
    sendPage(context, {
      title: 'Plumbline sandbox',
      script: 'control/browser/main.ts',
      style: 'control/browser/control.css',
      frameAncestors: "'none'",
    }),
  );
  app.notFound((context) =>
    context.json({ error: { code: 'not_found', message: 'There is nothing here.' } }, 404),
  );
  return app;
}

/** Plaid's paths begin with /link too; anything not named here is Plaid's to answer, with a 404 if need be. */
function isOwnPath(path: string): boolean {
  return (
    path === '/' || /^\/(_control|assets|link\/(v2|frame|session|bank|hosted))(\/|$)/.test(path)
  );
}

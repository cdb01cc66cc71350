import { Hono } from 'hono';
import { sendBrowserCode } from '../http/browser-code.ts';
import { sendPage } from '../http/page.ts';
import type { Sandbox } from '../sandbox.ts';
import { createSessionApi } from './session-api.ts';

// A page on any port of this machine may open Link; Plaid's own frame has no such limit.
const loopbackPages =
  'http://localhost:* https://localhost:* http://127.0.0.1:* https://127.0.0.1:*';

/** Link: the script a page loads, the frame it opens, and what the frame asks. */
export function createLinkApp(sandbox: Sandbox): Hono {
  const app = new Hono();
  const frameAncestors = sandbox.config.allowRemote ? '*' : loopbackPages;

  app.get('/v2/stable/link-initialize.js', (context) =>
    sendBrowserCode(context, 'link/browser/initialize.ts'),
  );
  app.get('/frame', (context) =>
    sendPage(context, {
      title: 'Plaid Link (sandbox)',
      script: 'link/browser/frame.ts',
      style: 'link/browser/link.css',
      frameAncestors,
    }),
  );
  app.get('/hosted', (context) =>
    sendPage(context, {
      title: 'Plaid Link (sandbox)',
      script: 'link/browser/hosted.ts',
      style: 'link/browser/link.css',
      frameAncestors: "'none'",
    }),
  );
  app.get('/bank', (context) =>
    sendPage(context, {
      title: 'Bank (sandbox)',
      script: 'link/browser/bank.ts',
      style: 'link/browser/bank.css',
      frameAncestors: "'none'",
    }),
  );
  app.route('/session', createSessionApi(sandbox));
  return app;
}

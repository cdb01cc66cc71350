import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { z } from 'zod';
import { maxBodyBytes } from '../http/body.ts';
import { requireJsonWrites } from '../http/guards.ts';
import { logFailure } from '../log.ts';
import { operations } from '../operations/registry.ts';
import type { Sandbox } from '../sandbox.ts';
import { rotateSigningKey, signBody } from '../webhooks/signing-keys.ts';
import { ControlFailure, readControlBody, readControlQuery } from './failure.ts';
import { createItemEventsControl } from './item-events.ts';
import { createItemsControl } from './items.ts';
import { createFaultsControl, createWebhooksControl } from './mishaps.ts';

const clock = z.strictObject({ advanceDays: z.number().min(0).max(3650) });

const rateLimits = z.strictObject({
  enabled: z.boolean(),
  environment: z.enum(['sandbox', 'production']).default('sandbox'),
  scale: z.number().positive().max(1000).default(1),
});

const requestsQuery = z.object({
  path: z.string().optional(),
  itemId: z.string().optional(),
  limit: z.coerce.number().int().min(1).max(1000).default(100),
});

const unsigned = z.strictObject({ bodies: z.array(z.string().max(10_000)).min(1).max(500) });

/** Everything outside Plaid's contract: for tests, and for a person who plays the bank. */
export function createControlApi(sandbox: Sandbox): Hono {
  const api = new Hono();
  api.use(requireJsonWrites());
  api.use(
    bodyLimit({
      maxSize: maxBodyBytes,
      onError: (context) =>
        context.json({ error: { code: 'too_large', message: 'The body is over 1 MiB.' } }, 413),
    }),
  );

  api.get('/health', (context) => context.json({ ok: true }));
  api.route('/items', createItemsControl(sandbox));
  api.route('/items', createItemEventsControl(sandbox));
  api.route('/faults', createFaultsControl(sandbox));
  api.route('/webhooks', createWebhooksControl(sandbox));

  api.get('/operations', (context) => context.json({ paths: [...operations.keys()] }));

  api.get('/clock', (context) => context.json(readClock(sandbox)));
  api.post('/clock', async (context) => {
    const { advanceDays } = await readControlBody(context, clock);
    sandbox.clock.advanceDays(advanceDays);
    sandbox.scheduler.wake();
    return context.json(readClock(sandbox));
  });

  api.get('/rate-limits', (context) => context.json(sandbox.rateLimits.settings));
  api.post('/rate-limits', async (context) => {
    sandbox.rateLimits.set(await readControlBody(context, rateLimits));
    return context.json(sandbox.rateLimits.settings);
  });

  api.post('/keys/rotate', (context) => context.json(rotateSigningKey(sandbox.db)));

  api.post('/keys/sign', async (context) => {
    const { bodies } = await readControlBody(context, unsigned);
    const signatures = await Promise.all(bodies.map((body) => signBody(sandbox.db, body)));
    return context.json({ signatures });
  });

  api.get('/requests', (context) =>
    context.json({ requests: sandbox.requests.list(readControlQuery(context, requestsQuery)) }),
  );

  api.onError((error, context) => {
    if (error instanceof ControlFailure) {
      return context.json({ error: { code: error.code, message: error.message } }, error.status);
    }
    logFailure('control failed', error);
    return context.json({ error: { code: 'internal', message: 'The sandbox failed.' } }, 500);
  });
  return api;
}

function readClock(sandbox: Sandbox): { now: string; today: string } {
  return { now: new Date(sandbox.clock.now()).toISOString(), today: sandbox.clock.today() };
}

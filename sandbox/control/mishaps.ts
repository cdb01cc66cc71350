import { Hono } from 'hono';
import { z } from 'zod';
import type { Sandbox } from '../sandbox.ts';
import { listWebhooks } from '../webhooks/list-webhooks.ts';
import { ControlFailure, readControlBody, readControlQuery } from './failure.ts';

const fault = z.strictObject({
  path: z.union([z.literal('*'), z.string().regex(/^\/[\w/]+$/)]),
  itemId: z.string().nullable().default(null),
  times: z.number().int().min(1).max(1_000_000).default(1),
  after: z.number().int().min(0).max(1_000_000).default(0),
  status: z.number().int().min(400).max(599).nullable().default(null),
  errorType: z.string().max(100).nullable().default(null),
  errorCode: z.string().max(100).nullable().default(null),
  delayMs: z.number().int().min(0).max(120_000).default(0),
  mode: z.enum(['reset', 'truncate', 'malformed', 'lost_reply']).nullable().default(null),
});

const ended = z.object({ itemId: z.string().optional() });

/** A number of webhooks, or all of them until told otherwise. */
const some = z
  .union([
    z.number().int().min(0).max(10_000),
    z.boolean().transform((all) => (all ? Number.POSITIVE_INFINITY : 0)),
  ])
  .default(0);

const disturbance = z.strictObject({
  drop: some,
  duplicate: some,
  // A group needs an end to be shuffled, so "all" makes no sense here.
  shuffle: z.number().int().min(0).max(100).default(0),
  delayMs: z.number().int().min(0).max(600_000).default(0),
});

const listQuery = z.object({
  itemId: z.string().optional(),
  limit: z.coerce.number().int().min(1).max(1000).default(100),
});

/** Faults of the API. */
export function createFaultsControl(sandbox: Sandbox): Hono {
  const api = new Hono();
  api.get('/', (context) => context.json({ faults: sandbox.faults.list() }));
  api.post('/', async (context) => {
    const stored = sandbox.faults.add(await readControlBody(context, fault));
    if (!stored) {
      throw new ControlFailure(409, 'too_many_faults', 'Delete the faults before adding more.');
    }
    return context.json({ fault: stored }, 201);
  });
  api.delete('/', (context) => {
    const { itemId } = readControlQuery(context, ended);
    sandbox.faults.clear(itemId);
    return context.json({ faults: sandbox.faults.list() });
  });
  return api;
}

/** Mishaps on the way to the receiver, and what became of each webhook. */
export function createWebhooksControl(sandbox: Sandbox): Hono {
  const api = new Hono();
  api.get('/', (context) => {
    const { itemId, limit } = readControlQuery(context, listQuery);
    return context.json({
      disturbance: printable(sandbox),
      webhooks: listWebhooks(sandbox.db, itemId, limit),
    });
  });
  api.post('/', async (context) => {
    sandbox.disturbance.set(await readControlBody(context, disturbance));
    return context.json({ disturbance: printable(sandbox) });
  });
  return api;
}

/** JSON has no infinity: "all" is printed as true. */
function printable(sandbox: Sandbox) {
  const { drop, duplicate, ...rest } = sandbox.disturbance.settings;
  return { drop: finiteOrTrue(drop), duplicate: finiteOrTrue(duplicate), ...rest };
}

function finiteOrTrue(count: number): number | true {
  return Number.isFinite(count) ? count : true;
}

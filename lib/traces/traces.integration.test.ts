import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { db } from '#lib/db/client';
import { prepareRequests } from '#lib/http/prepare-requests';
import { publicRoute } from '#lib/http/route';
import { observeJob } from '#lib/jobs/observe-job';
import { requestSync } from '#lib/sync/request-sync';
import { syncItem } from '#lib/sync/sync-item';
import { createLinkedHousehold, realPorts } from '#lib/testing/household';
import { control } from '#lib/testing/sandbox';
import { recordSpans } from './span.ts';
import { startTraces } from './start-traces.ts';

// A collector as OpenTelemetry's: OTLP over HTTP, as JSON.
const received: { text: string; authorization: string | undefined }[] = [];
const collector = createServer(async (request, response) => {
  const text = (await buffer(request)).toString('utf8');
  received.push({ text, authorization: request.headers.authorization });
  response.setHeader('content-type', 'application/json').end('{}');
});
const spanShape = z.object({
  traceId: z.string(),
  spanId: z.string(),
  parentSpanId: z.string().optional(),
  name: z.string(),
  kind: z.number(),
  attributes: z.array(z.object({ key: z.string(), value: z.unknown() })),
});
const body = z.object({
  resourceSpans: z.array(
    z.object({ scopeSpans: z.array(z.object({ spans: z.array(spanShape) })) }),
  ),
});

let traces: Awaited<ReturnType<typeof startTraces>>;
beforeAll(async () => {
  process.env.OTEL_EXPORTER_OTLP_HEADERS = 'authorization=of-the-collector';
  process.env.TRUSTED_PROXIES = '127.0.0.1';
  collector.listen(0, '127.0.0.1');
  await once(collector, 'listening');
  traces = await startTraces(`http://127.0.0.1:${(collector.address() as AddressInfo).port}`);
});
afterAll(async () => {
  await traces.stop();
  recordSpans(undefined);
  collector.close();
});

async function readSpans() {
  await traces.flush();
  return received.flatMap(({ text }) =>
    body
      .parse(JSON.parse(text))
      .resourceSpans.flatMap((each) => each.scopeSpans.flatMap(({ spans }) => spans)),
  );
}

it('tells a collector what a request, its job, the sync and Plaid took, and no secret', async () => {
  const { owner, item } = await createLinkedHousehold();
  await db()
    .$executeRaw`SELECT graphile_worker.complete_jobs(array_agg("id")) FROM graphile_worker.jobs`;
  received.splice(0);

  prepareRequests();
  const secret = 'Ab_-'.repeat(11);
  const route = publicRoute({ method: 'GET', path: '/api/invites/[token]' }, () =>
    db().$transaction((tx) => requestSync(tx, item, 'person')),
  );
  const server = createServer(async (request, response) => {
    const asked = new Request(`http://localhost${request.url}`);
    const answer = await route(asked, { params: Promise.resolve({}) });
    response.writeHead(answer.status).end(await answer.text());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const traceId = '0af7651916cd43dd8448eb211c80319c';
  const traceparent = `00-${traceId}-b7ad6b7169203331-01`;
  await fetch(`http://127.0.0.1:${port}/api/invites/${secret}?q=${secret}`, {
    headers: { traceparent },
  });
  server.close();

  const [job] = await db().$queryRaw<{ payload: unknown }[]>`
    SELECT "payload" FROM graphile_worker._private_jobs WHERE "key" = ${`sync:${item.itemId}`}`;
  expect(job?.payload).toMatchObject({ itemId: item.itemId, traceparent: expect.any(String) });
  const queue = {
    enqueueSync: async () => {},
    enqueueWake: async () => {},
    enqueueRemoval: async () => {},
  };
  await observeJob('sync-item', '1', job?.payload, () =>
    syncItem({ ...realPorts, queue }, item, 'test'),
  );
  const fault = { path: '/transactions/sync', itemId: item.plaidItemId, times: 1, status: 500 };
  await control('/faults', {
    ...fault,
    errorType: 'API_ERROR',
    errorCode: 'INTERNAL_SERVER_ERROR',
  });
  await db().$transaction((tx) => requestSync(tx, item, 'person'));
  await observeJob('sync-item', '2', {}, () => syncItem({ ...realPorts, queue }, item, 'test'));

  await vi.waitFor(async () => expect((await readSpans()).length).toBeGreaterThanOrEqual(8));
  const spans = await readSpans();
  const ofTrace = spans.filter((span) => span.traceId === traceId);
  const byName = (name: string) => ofTrace.find((span) => span.name === name);
  const request = byName('GET /api/invites/[token]');
  expect(request).toMatchObject({ parentSpanId: 'b7ad6b7169203331', kind: 2 });
  const ran = byName('job sync-item');
  expect(ran?.parentSpanId).toBe(request?.spanId);
  const fetched = byName('sync fetch');
  expect(fetched?.parentSpanId).toBe(ran?.spanId);
  expect(byName('sync commit')?.parentSpanId).toBe(ran?.spanId);
  expect(byName('plaid /transactions/sync')).toMatchObject({
    parentSpanId: fetched?.spanId,
    kind: 3,
  });
  const failed = spans.filter((span) => span.traceId !== traceId);
  expect(JSON.stringify(failed)).toContain('INTERNAL_SERVER_ERROR');

  const { householdId, memberId, userId } = owner;
  const text = received.map((each) => each.text).join('\n');
  for (const canary of [secret, householdId, memberId, userId, item.itemId, item.plaidItemId]) {
    expect(text).not.toContain(canary);
  }
  expect(text).not.toMatch(/access-sandbox|@example|Platypus/);
  expect(received[0]?.authorization).toBe('of-the-collector');
});

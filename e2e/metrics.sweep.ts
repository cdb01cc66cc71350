import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { linkBank, Visitor } from './support/drill.ts';
import { findIdentities } from './support/sweep-stack.ts';

const { url, sandboxUrl, env, bareUrl, brokenUrl, metricsUrls, secrets, logFile } = inject('sweep');
const [web = '', worker = ''] = metricsUrls;
let linked: Awaited<ReturnType<typeof linkBank>>;

beforeAll(async () => {
  linked = await linkBank({ url, sandboxUrl, env });
});

async function scrape(from: string): Promise<string> {
  const response = await fetch(`${from}/metrics`);
  expect(response.headers.get('content-type')).toContain('version=0.0.4');
  return response.text();
}

it.each([url, bareUrl, brokenUrl])('%s has no metrics for the public', async (at) => {
  const visitor = new Visitor(at);
  for (const path of ['/api/metrics', '/metrics', '/api/health/metrics']) {
    const response = await visitor.send('GET', path);
    expect({ path, status: response.status }).toEqual({
      path,
      status: path.startsWith('/api') || at === bareUrl ? 404 : 307,
    });
    expect(await response.text()).not.toContain('plumbline_');
  }
});

describe('what web and worker say', () => {
  it('names routes and pages as in the file tree, and what else is asked for not at all', async () => {
    const { visitor, itemId } = linked;
    await visitor.ask('GET', `/api/items/${itemId}`);
    await visitor.send('GET', `/accounts/${itemId}?secret=${itemId}`);
    await visitor.send('GET', `/canary-${itemId}/x.php`);
    await vi.waitFor(async () => {
      const text = await scrape(web);
      const has = (route: string, status: string) =>
        expect(text).toMatch(
          new RegExp(`requests_total\\{route="${route}",method="GET",status="${status}"\\} [1-9]`),
        );
      has('/api/items/\\[itemId\\]', '200');
      has('/accounts/\\[accountId\\]', '(200|404)');
      has('other', '404');
      expect(text).not.toContain('canary');
    });
  });

  it('counts the calls of Plaid and the jobs of the worker', async () => {
    const text = await scrape(worker);
    expect(text).toMatch(
      /^plumbline_plaid_calls_total\{endpoint="\/transactions\/sync",outcome="ok"\} [1-9]/m,
    );
    expect(text).toMatch(/^plumbline_sync_runs_total\{result="committed",code=""\} [1-9]/m);
    expect(text).toMatch(
      /^plumbline_job_duration_seconds_count\{task="sync-item",outcome="ok"\} [1-9]/m,
    );
    expect(text).toMatch(/^plumbline_workers 1$/m);
  });

  it('names nobody and nothing secret', async () => {
    for (const from of metricsUrls) expect(findIdentities(await scrape(from), secrets)).toEqual([]);
    expect(findIdentities('route="/x/0a1b2c3d-0000-4000-8000-000000000000"', {})).toEqual(['id']);
  });

  it.each(metricsUrls)('%s says that it lives and is ready', async (from) => {
    for (const path of ['/live', '/ready'])
      expect((await fetch(`${from}${path}`)).status).toBe(200);
  });
});

it('the log brings a request and its answer together, and says what jobs do', async () => {
  const response = await linked.visitor.send('GET', `/api/items/${linked.itemId}`);
  const requestId = response.headers.get('x-request-id');
  const lines = () =>
    readFileSync(logFile, 'utf8')
      .split('\n')
      .filter((line) => line.startsWith('{'))
      .map((line) => JSON.parse(line) as Record<string, unknown>);
  await vi.waitFor(() => {
    const own = lines().filter((line) => line.requestId === requestId);
    expect(own).toEqual([
      expect.objectContaining({ msg: 'request', route: '/api/items/[itemId]', status: '200' }),
    ]);
  });
  const call = lines().find((line) => line.msg === 'plaid call' && line.task === 'sync-item');
  expect(call).toMatchObject({ plaidRequestId: expect.any(String), jobId: expect.any(String) });
});

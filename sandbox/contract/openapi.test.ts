import { beforeEach, describe, expect, it } from 'vitest';
import { operations } from '../operations/registry.ts';
import { openReceiver, openTestSandbox } from '../testing/test-sandbox.ts';
import type { Exchange } from './contract.ts';
import { scenarios } from './scenarios.ts';
import { contract } from './watch.ts';

const notRun = 'not run: PLAID_OPENAPI does not name Plaid’s OpenAPI file';

const sandbox = await openTestSandbox();
const receiver = await openReceiver();
const exchanges: Exchange[] = [];

describe('Plaid’s OpenAPI file describes every exchange of', () => {
  beforeEach((context) => {
    if (!contract) {
      context.skip(notRun);
    }
    exchanges.length = 0;
  });

  it.each([...operations.keys()])('%s', async (path) => {
    const scenario = Object.entries(scenarios).find(([name]) => name === path)?.[1];
    if (!scenario) {
      throw new Error(`${path} has no scenario; add one to sandbox/contract/scenarios/`);
    }
    const client = sandbox.client('contract', (exchange) => exchanges.push(exchange));
    await scenario({ sandbox, client, receiver });
    await callWrongly(path);
    const violations = exchanges.flatMap((exchange) => contract?.check(exchange) ?? []);
    expect([...new Set(violations)]).toEqual([]);
    const statuses = exchanges
      .filter((exchange) => exchange.path === path)
      .map(({ status }) => status);
    expect(statuses).toContain(200);
    expect(statuses.some((status) => status >= 400)).toBe(true);
  });
});

it('has no scenario of an operation that is gone', () => {
  expect(Object.keys(scenarios).filter((path) => !operations.has(path))).toEqual([]);
});

/** No operation knows this field: the error every one of them has. */
async function callWrongly(path: string): Promise<void> {
  const request = { client_id: 'contract', secret: 'secret', no_such_field: true };
  const response = await fetch(`${sandbox.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(request),
  });
  exchanges.push({ path, status: response.status, request, answer: await response.json() });
}

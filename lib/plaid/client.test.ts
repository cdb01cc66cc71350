import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import { text } from 'node:stream/consumers';
import {
  Configuration,
  EnrichTransactionDirection,
  IncomeVerificationSourceType,
  PersonalFinanceCategoryVersion,
  PlaidApi,
  ProcessorTokenCreateRequestProcessorEnum,
  Products,
} from 'plaid';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { callPaths, makeClient, type PlaidClient } from './client.ts';
import { categoryVersion, direction, incomeSource, processorNames, product } from './words.ts';

type Sent = { method?: string; url?: string; body: string; headers: IncomingHttpHeaders };
type Call = (request: object) => Promise<{ data: unknown }>;

const sent: Sent[] = [];
const server = createServer(async (request, response) => {
  const { method, url, headers } = request;
  sent.push({ method, url, headers, body: await text(request) });
  response.setHeader('content-type', 'application/json');
  response.end('{"request_id":"r"}');
});
let ours: PlaidClient;
let official: PlaidApi;

beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No port.');
  const baseUrl = `http://127.0.0.1:${address.port}`;
  ours = makeClient({ baseUrl, clientId: 'some client', secret: 'some secret' });
  const headers = { 'PLAID-CLIENT-ID': 'some client', 'PLAID-SECRET': 'some secret' };
  official = new PlaidApi(new Configuration({ basePath: baseUrl, baseOptions: { headers } }));
});
afterAll(() => server.close());

it.each(Object.keys(callPaths))('%s sends what the official client sends', async (name) => {
  sent.length = 0;
  const request = { access_token: 'access-sandbox-1', options: { a: null, b: ['ä'] } };
  for (const client of [ours, official]) {
    const call = (client as unknown as Record<string, Call>)[name]?.bind(client);
    expect((await call?.(request))?.data).toEqual({ request_id: 'r' });
  }
  const [first, second] = sent.map(({ headers: { 'user-agent': _, ...headers }, ...rest }) => {
    return { ...rest, headers };
  });
  expect(first).toEqual(second);
  expect(JSON.parse(first?.body ?? '')).toEqual(request);
});

it('says Plaid’s words as the official client has them', () => {
  const known = Object.values(Products);
  for (const name of Object.values(product)) expect(known).toContain(name);
  expect(direction).toEqual({
    inflow: EnrichTransactionDirection.Inflow,
    outflow: EnrichTransactionDirection.Outflow,
  });
  expect(incomeSource).toEqual({
    bank: IncomeVerificationSourceType.Bank,
    payroll: IncomeVerificationSourceType.Payroll,
  });
  expect(categoryVersion).toBe(PersonalFinanceCategoryVersion.V2);
  expect(processorNames).toEqual(Object.values(ProcessorTokenCreateRequestProcessorEnum));
});

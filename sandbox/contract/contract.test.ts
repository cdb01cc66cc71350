import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Contract } from './contract.ts';

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const coded = (code: string) => ({ type: 'string', description: `\`${code}\`` });

/** A file of the same kind as Plaid's: open objects, `nullable`, `allOf`, webhooks named in descriptions. */
const file = {
  paths: {
    '/thing/get': {
      post: {
        requestBody: { content: { 'application/json': { schema: ref('ThingRequest') } } },
        responses: { 200: { content: { 'application/json': { schema: ref('ThingResponse') } } } },
      },
    },
  },
  components: {
    schemas: {
      ThingRequest: { type: 'object', properties: { id: { type: 'string' } } },
      Base: {
        type: 'object',
        additionalProperties: true,
        properties: { id: { type: 'string' }, day: { type: 'string', format: 'date' } },
        required: ['id'],
      },
      Thing: {
        allOf: [ref('Base'), { type: 'object', properties: { kind: ref('Kind') } }],
        required: ['kind'],
      },
      Kind: { type: 'string', enum: ['a', 'b'], nullable: true },
      ThingResponse: {
        type: 'object',
        additionalProperties: true,
        properties: { thing: { allOf: [ref('Thing')], nullable: true }, request_id: coded('x') },
        required: ['thing', 'request_id'],
      },
      PlaidError: {
        type: 'object',
        nullable: true,
        properties: { error_code: { type: 'string' } },
        required: ['error_code'],
      },
      ThingWebhook: {
        type: 'object',
        properties: { webhook_type: coded('ITEM'), webhook_code: coded('THING'), count: {} },
        required: ['webhook_type', 'webhook_code', 'count'],
      },
    },
  },
};

let folder: string;
let contract: Contract;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'contract-test-'));
  await writeFile(join(folder, 'openapi.json'), JSON.stringify(file));
  contract = new Contract(join(folder, 'openapi.json'));
});

afterAll(async () => {
  await rm(folder, { recursive: true });
});

function check(answer: unknown, status = 200, request: unknown = {}): string {
  return contract.check({ path: '/thing/get', status, request, answer }).join('\n');
}

describe('the contract', () => {
  it.each([
    ['all of it', { thing: { id: '1', kind: 'a', day: '2026-01-31' } }],
    ['a null for what may be null', { thing: { id: '1', kind: null } }],
    ['a null object', { thing: null }],
  ])('lets through %s', (_what, answer) => {
    expect(check({ ...answer, request_id: 'r' })).toBe('');
  });

  it.each([
    ['a field it does not know', { id: '1', kind: 'a', more: 1 }, 'more'],
    ['a missing field of a part', { kind: 'a' }, "'id'"],
    ['a missing field of the whole', { id: '1' }, "'kind'"],
    ['a value outside the list', { id: '1', kind: 'c' }, 'allowed values'],
    ['a null where there must be none', { id: null, kind: 'a' }, 'string'],
    ['a day that is none', { id: '1', kind: 'a', day: '2026-02-30' }, 'date'],
  ])('finds %s', (_what, thing, words) => {
    expect(check({ thing, request_id: 'r' })).toContain(words);
  });

  it('looks at errors, at what was asked and at paths', () => {
    expect(check({ error_code: 'X' }, 400, { nonsense: 1 })).toBe('');
    expect(check({}, 400)).toContain('error_code');
    expect(check(null, 500)).toContain('no object');
    expect(check({ thing: null, request_id: 'r' }, 200, { nonsense: 1 })).toContain('nonsense');
    const elsewhere = { path: '/else', request: {}, answer: {} };
    expect(contract.check({ ...elsewhere, status: 200 })).toHaveLength(1);
    expect(contract.check({ ...elsewhere, status: 404 })).toEqual([]);
  });

  it('looks at webhooks it knows', () => {
    const webhook = { webhook_type: 'ITEM', webhook_code: 'THING' };
    expect(contract.checkWebhook({ ...webhook, count: 1 })).toEqual([]);
    expect(contract.checkWebhook(webhook)).toHaveLength(1);
    expect(contract.checkWebhook({ ...webhook, webhook_code: 'OTHER' })).toEqual([]);
  });
});

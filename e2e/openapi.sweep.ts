import { Ajv2020 } from 'ajv/dist/2020.js';
import { beforeAll, expect, inject, it } from 'vitest';
import { tokenScopes } from '#lib/access-tokens/scopes';
import type { JsonSchema, OpenApiDocument } from '#lib/openapi/wire';
import { readOwnRoutes } from '#lib/testing/routes';
import { type Household, idOf, openHousehold, settle } from './support/households.ts';
import { type Sample, sampleRequests } from './support/samples.ts';

// What the document of the API says is answered is answered: by every address that a token opens, of a
// household with a row of everything, to the last field.

const sweep = inject('sweep');
const timeout = 300_000;
/** Changes go last, and what takes away goes after them. */
const order = ['GET', 'POST', 'PATCH', 'DELETE'];
const routes = (await readOwnRoutes())
  .filter(({ handler }) => handler.meta.scope !== null)
  .sort((a, b) => order.indexOf(a.method) - order.indexOf(b.method));

/** It asks the bank, which wants something of its person first. */
const refused = ['POST /api/accounts/[accountId]/refresh'];

let ana: Household;
let token: string;
let document: OpenApiDocument;

beforeAll(async () => {
  const response = await fetch(`${sweep.url}/api/openapi.json`);
  expect(response.status).toBe(200);
  document = (await response.json()) as OpenApiDocument;
  ana = await openHousehold(sweep, `Api${Date.now()}`);
  await settle(sweep, ana);
  const asked = { name: 'Sweep', scopes: tokenScopes, days: 1 };
  type Made = { secret: string };
  token = (await ana.visitor.ask<Made>('POST', '/api/access-tokens', asked)).secret;
});

it('names every address that a token opens, and no other', () => {
  const named = Object.entries(document.paths).flatMap(([path, byMethod]) =>
    Object.keys(byMethod).map((method) => `${method.toUpperCase()} ${path}`),
  );
  const open = routes.map(({ method, path }) => `${method} ${path.replace(/\[(\w+)\]/g, '{$1}')}`);
  expect(named.sort()).toEqual(open.sort());
});

it('says what each of them answers', { timeout }, async () => {
  const wrong: string[] = [];
  let held = 0;
  for (const route of routes) {
    const validate = compile(route.method, route.path);
    for (const sample of sampleRequests(route, idOf(ana))) {
      const { status, text, type } = await ask(sample);
      const name = `${sample.method} ${sample.path}`;
      const isExpected = route.method !== 'GET' && status < 500;
      if (status >= 300) {
        if (!isExpected && !refused.includes(name))
          wrong.push(`${name}: ${status} ${text.slice(0, 300)}`);
        continue;
      }
      if (!validate) {
        expect(type, name).not.toContain('json');
        continue;
      }
      held += 1;
      if (validate(JSON.parse(text))) continue;
      const [first] = validate.errors ?? [];
      wrong.push(
        `${name}: ${first?.instancePath} ${first?.message} ${JSON.stringify(first?.params)}`,
      );
    }
  }
  expect(wrong).toEqual([]);
  expect(held).toBeGreaterThan(80);
});

/** Null where no JSON is answered. */
function compile(method: string, path: string) {
  const operation = document.paths[path.replace(/\[(\w+)\]/g, '{$1}')]?.[method.toLowerCase()];
  const answers = Object.entries(operation?.responses ?? {});
  const [, answer] = answers.find(([code]) => /^2\d\d$/.test(code)) ?? [];
  const schema = answer?.content?.['application/json']?.schema;
  if (!schema) return null;
  const ajv = new Ajv2020({ strict: false });
  return ajv.compile(close({ ...schema, components: document.components } as JsonSchema) as object);
}

/** No field that is not named. */
function close(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(close);
  if (typeof value !== 'object' || value === null) return value;
  const inner = Object.fromEntries(
    Object.entries(value).map(([name, each]) => [name, close(each)]),
  );
  const isObject = inner.type === 'object' && inner.properties && !inner.additionalProperties;
  return isObject ? { ...inner, additionalProperties: false } : inner;
}

async function ask({ method, url, body, mediaType }: Sample) {
  const isSent = method !== 'GET' && body !== undefined;
  const response = await fetch(`${sweep.url}${url}`, {
    method,
    redirect: 'manual',
    headers: { authorization: `Bearer ${token}`, 'content-type': mediaType },
    body: isSent ? JSON.stringify(body) : undefined,
  });
  const type = response.headers.get('content-type') ?? '';
  return { status: response.status, text: await response.text(), type };
}

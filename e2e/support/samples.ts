import { z } from 'zod';
import type { Route } from '#lib/testing/routes';
import { passwords } from './drill.ts';

/** What to put where a route wants an id, by the field's name and the route's path. */
export type IdOf = (field: string, path: string) => string;

/** One request to a route: `/api/items/0192…?date=2026-01-31` and a body. */
export type Sample = {
  method: string;
  path: string;
  url: string;
  body: unknown;
  mediaType: string;
};

type JsonSchema = z.core.JSONSchema.BaseSchema;

/** What no schema can tell: texts that must look like something. */
const texts: Record<string, string> = {
  publicToken: 'public-sandbox-00000000-0000-4000-8000-000000000000',
  email: 'nobody@example.com',
  plaidCode: 'FOOD_AND_DRINK_COFFEE',
  plaidCodes: 'FOOD_AND_DRINK_COFFEE',
  file: `${'x'.repeat(43)}.ics`,
  amount: '12.50',
  amounts: 'true',
  currency: 'USD',
  min: '5',
  max: '50',
  password: passwords.next,
  current: passwords.first,
  quiet: 'true',
  timeZone: 'Europe/Berlin',
  receipt: 'x'.repeat(43),
  token: 'x'.repeat(64),
  code: '123456',
  cursor: '',
  until: '',
  kinds: '',
  group: 'accounts',
};

const sortingOf = (idOf: (field: string) => string) => ({
  categoryId: idOf('categoryId'),
  note: null,
  tagIds: [idOf('tagIds')],
});

/** Fields of which the parts must fit together, which no schema can tell. */
const composed: Record<string, (idOf: (field: string) => string) => unknown> = {
  // Of the row that e2e/support/households.ts enters by hand.
  parts: (idOf) => [
    { minor: 1, ...sortingOf(idOf) },
    { minor: -101, ...sortingOf(idOf) },
  ],
  split: (idOf) => ({
    currency: 'USD',
    parts: [
      { of: { kind: 'size', minor: 1 }, ...sortingOf(idOf) },
      { of: { kind: 'rest' }, ...sortingOf(idOf) },
    ],
  }),
};

/** A browser's: the example of RFC 8291, whose key is a point of its curve. */
export const pushDevice = {
  endpoint: 'https://push.invalid/example',
  p256dh: 'BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4',
  auth: 'BTBZMqHH6r4Tts7J_aSIgg',
};

/** Nobody is there, and what is told of happens in no test that looks at it. */
export const webhookEndpoint = {
  name: 'Sheet',
  url: 'https://hooks.invalid/events',
  events: ['budgets.changed'],
};

/** Bodies that a schema alone does not tell, in place of a route's first. */
const bodiesByRoute: Record<string, (idOf: (field: string) => string) => unknown> = {
  // What `parts` above come to.
  'PATCH /api/entries/[transactionId]': () => ({ amountMinor: -100, name: 'Mine now' }),
  'PATCH /api/transactions/[transactionId]': (id) => ({
    note: 'Mine now',
    reviewed: true,
    categoryId: id('categoryId'),
  }),
  'POST /api/transactions/bulk': (id) => ({
    of: { transactionIds: [id('transactionId')] },
    patch: { note: 'Mine now', reviewed: true, categoryId: id('categoryId') },
  }),
  'POST /api/transactions/tags': (id) => ({
    of: { transactionIds: [id('transactionId')] },
    change: { add: [id('tagId')] },
  }),
  'PATCH /api/transactions/[transactionId]/tags': (id) => ({ add: [id('tagId')] }),
  'POST /api/saved-views': (id) => ({
    name: 'Mine, too',
    filter: { accountId: id('accountId'), categoryId: id('categoryId'), tagIds: id('tagIds') },
  }),
  'POST /api/saved-reports': (id) => ({
    name: 'Mine, too',
    kind: 'spending',
    query: { accountId: id('accountId'), categoryId: id('categoryId'), tagIds: id('tagIds') },
  }),
  'POST /api/transfers/bars': (id) => ({
    accountIds: [id('accountId'), id('towardsId')],
    barred: true,
  }),
  // A pair, which is of two.
  'PATCH /api/rates': () => ({
    set: [{ date: '2026-01-31', from: 'EUR', to: 'USD', rate: '1.09' }],
    remove: [{ date: '2026-01-30', from: 'EUR', to: 'USD' }],
  }),
  'POST /api/push-devices': () => pushDevice,
  'POST /api/webhook-endpoints': () => webhookEndpoint,
  'PATCH /api/webhook-endpoints/[webhookEndpointId]': () => ({ name: 'Mine now', state: 'paused' }),
  'POST /api/step-up': () => ({ kind: 'password', password: passwords.first }),
};

/**
 * Requests that a route's own schemas find valid, one for each shape its body may have, every
 * optional field filled.
 */
export function sampleRequests({ method, path, handler }: Route, ids: IdOf): Sample[] {
  const { input } = handler.meta;
  const idOf = (field: string) => ids(field, path);
  const named = fillPath(path, ids);
  const query = input?.query ? sample(toJsonSchema(input.query), 'query', idOf)[0] : {};
  const search = new URLSearchParams(query as Record<string, string>);
  for (const [name, value] of [...search]) if (value === '') search.delete(name);
  const raw = input?.mediaType ? 'bytes' : undefined;
  const bodies = input?.body ? sample(toJsonSchema(input.body), 'body', idOf) : [raw];
  const told = bodiesByRoute[`${method} ${path}`];
  if (told) bodies[0] = told(idOf);
  return bodies.map((body) => ({
    method,
    path,
    url: search.size > 0 ? `${named}?${search}` : named,
    body,
    mediaType: input?.mediaType ?? 'application/json',
  }));
}

/** `/accounts/[accountId]` with an id in it. */
export function fillPath(path: string, ids: IdOf): string {
  return path.replace(/\[(\w+)\]/g, (_, name: string) => texts[name] ?? ids(name, path));
}

export function toJsonSchema(schema: z.ZodType): JsonSchema {
  return z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
}

/** Every shape of a schema, each of its fields in its first shape. */
function sample(schema: JsonSchema, name: string, idOf: (field: string) => string): unknown[] {
  const told = composed[name];
  if (told) return [told(idOf)];
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return choices.flatMap((each) => sample(each as JsonSchema, name, idOf));
  if (schema.const !== undefined) return [schema.const];
  if (schema.enum) return [schema.enum[0]];
  if (schema.type === 'object') return [sampleObject(schema, idOf)];
  if (schema.type === 'array') return [[sample(schema.items as JsonSchema, name, idOf)[0]]];
  if (schema.type === 'boolean') return [true];
  if (schema.type === 'null') return [null];
  if (schema.type === 'integer' || schema.type === 'number') {
    return [schema.default ?? schema.minimum ?? 1];
  }
  if (schema.format === 'uuid') return [idOf(name)];
  if (schema.format === 'date') return ['2026-01-31'];
  if (schema.format === 'date-time') return ['2026-01-31T12:00:00.000Z'];
  return [texts[name] ?? 'x'.repeat(Math.max(1, schema.minLength ?? 1))];
}

function sampleObject(schema: JsonSchema, idOf: (field: string) => string): object {
  const fields = Object.entries(schema.properties ?? {});
  return Object.fromEntries(
    fields.map(([name, each]) => [name, sample(each as JsonSchema, name, idOf)[0]]),
  );
}

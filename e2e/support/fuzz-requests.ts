import fc from 'fast-check';
import type { z } from 'zod';
import type { Route } from '#lib/testing/routes';
import {
  hostileBodies,
  hostileFields,
  hostileHeaders,
  hostileJson,
  hostileParts,
  hostileTypes,
} from './hostile-values.ts';
import { fillPath, type IdOf, type Sample, toJsonSchema } from './samples.ts';

/** One request as it goes over the wire. */
export type FuzzRequest = {
  /** `PATCH /api/profile name ← "\u0000"` */
  name: string;
  method: string;
  url: string;
  headers: Record<string, string>;
  body?: Buffer;
  /** What the route's own schemas refuse in it: a field, or `body`; null when they take it. */
  wrong: string | null;
};

const seed = 20_261_121;
/** How much of all that a place could be sent as is sent: over ten thousand requests together. */
const perField = 13;
const perBody = 22;
const perHeader = 4;
const json = [
  ...hostileJson,
  ...fc
    .sample(fc.jsonValue({ maxDepth: 4, stringUnit: 'binary' }), { seed, numRuns: 60 })
    .map((value) => JSON.stringify(value)),
];

/** Valid requests to a route with one thing wrong at a time, the same at every run. */
export function fuzzRoute(route: Route, samples: Sample[], idOf: IdOf): FuzzRequest[] {
  const shapes = samples
    .filter(({ body }) => passes(route.handler.meta.input?.body, body))
    .map((sample) => ({ sample, request: toRequest(sample) }));
  const [first] = shapes;
  if (!first) throw new Error(`No valid request to ${route.method} ${route.path} is known.`);
  return [
    ...fuzzPath(route, first.request, idOf),
    ...fuzzQuery(route, first.request),
    ...shapes.flatMap(({ sample, request }) => fuzzBody(route, sample, request)),
    ...fuzzType(route, first.request),
    ...pick(first.request.name, fuzzHeaders(first.request), perHeader),
  ];
}

/** A page with parts of its address and headers of its request made up. */
export function fuzzPage(path: string, idOf: IdOf): FuzzRequest[] {
  const url = fillPath(path, idOf);
  const page = { name: path, method: 'GET', url, headers: {}, wrong: null };
  const names = ['q', 'accountId', 'from', 'to', 'pending', 'open', 'cursor', 'next', '__proto__'];
  const queries = names.flatMap((name) =>
    hostileParts.map((part) => [name, `${url}?${name}=${part}&${name}=x`] as const),
  );
  const paths = paramsOf(path).flatMap((name) =>
    hostileParts.map((part) => [name, fillParam(path, name, part, idOf)] as const),
  );
  return [
    ...[...pick(path, queries, perHeader), ...pick(path, paths, perHeader)].map(([name, url]) => ({
      ...page,
      name: `${path} ${name}: ${shorten(url)}`,
      url,
    })),
    ...pick(path, fuzzHeaders(page), 3 * perHeader),
  ];
}

function fuzzPath({ path, handler }: Route, request: FuzzRequest, idOf: IdOf): FuzzRequest[] {
  return paramsOf(path).flatMap((name) =>
    hostileParts.map((part) => {
      const others = Object.fromEntries(
        paramsOf(path).map((each) => [each, fillPath(`[${each}]`, (field) => idOf(field, path))]),
      );
      // Two points lead up: to another address, which answers for itself.
      const isTaken =
        part === '%2e%2e' ||
        passes(handler.meta.input?.params, { ...others, [name]: decode(part) });
      const url = fillParam(path, name, part, idOf);
      return { ...request, name: nameOf(request, name, part), url, wrong: isTaken ? null : name };
    }),
  );
}

function fuzzQuery({ handler }: Route, request: FuzzRequest): FuzzRequest[] {
  const schema = handler.meta.input?.query;
  const [path = '', search = ''] = request.url.split('?');
  const fields = schema ? Object.keys(toJsonSchema(schema).properties ?? {}) : [];
  return [...fields, 'surprise', '__proto__'].flatMap((field) => {
    const others = new URLSearchParams(search);
    others.delete(field);
    const requests = hostileParts.map((part) => {
      const query = [String(others), `${field}=${part}`].filter(Boolean).join('&');
      // Next drops it before any route sees it.
      const isTaken =
        field === '__proto__' || passes(schema, Object.fromEntries(new URLSearchParams(query)));
      const wrong = isTaken ? null : field;
      return { ...request, name: nameOf(request, field, part), url: `${path}?${query}`, wrong };
    });
    return schema ? pick(nameOf(request, field, ''), requests, perField) : requests.slice(0, 2);
  });
}

function fuzzBody({ handler }: Route, { body }: Sample, request: FuzzRequest): FuzzRequest[] {
  const schema = handler.meta.input?.body;
  if (!schema) return [];
  return listPlaces(body).flatMap(({ path, value }) => {
    const field = path.join('.') || 'body';
    const written = [...json, ...addFields(value)].map((text) => write(body, path, text));
    const bodies = [
      ...written.map((text) => Buffer.from(text)),
      ...(path.length > 0 ? [Buffer.from(write(body, path, null))] : hostileBodies),
    ];
    const count = path.length > 0 ? perField : perBody;
    return pick(nameOf(request, field, ''), bodies, count).map((each) => ({
      ...request,
      name: nameOf(request, field, String(each)),
      body: each,
      wrong: passes(schema, parse(each)) ? null : field,
    }));
  });
}

function fuzzType({ handler }: Route, request: FuzzRequest): FuzzRequest[] {
  if (!handler.meta.input?.body) return [];
  return hostileTypes.map((type) => ({
    ...request,
    name: nameOf(request, 'content-type', type),
    headers: { 'content-type': type },
    wrong: 'body',
  }));
}

function fuzzHeaders(request: FuzzRequest): FuzzRequest[] {
  return hostileHeaders.map(([header, value]) => ({
    ...request,
    name: nameOf(request, header, value),
    headers: { ...request.headers, [header]: value },
  }));
}

function toRequest({ method, path, url, body, mediaType }: Sample): FuzzRequest {
  const hasBody = body !== undefined;
  return {
    name: `${method} ${path}`,
    method,
    url,
    headers: hasBody ? { 'content-type': mediaType } : {},
    body: hasBody ? Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)) : undefined,
    wrong: null,
  };
}

type Place = { path: string[]; value: unknown };

/** The value itself and everything within. */
function listPlaces(value: unknown, path: string[] = []): Place[] {
  const entries = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  const within = entries.flatMap(([name, each]) => listPlaces(each, [...path, name]));
  return [{ path, value }, ...within];
}

/** JSON with another text at one place; `null` leaves the place out. */
function write(value: unknown, [name, ...rest]: string[], text: string | null): string {
  if (name === undefined) return text ?? 'null';
  const isList = Array.isArray(value);
  const parts = Object.entries(value as object).flatMap(([key, each]) => {
    if (key === name && rest.length === 0 && text === null) return [];
    const written = key === name ? write(each, rest, text) : JSON.stringify(each);
    return isList ? [written] : [`${JSON.stringify(key)}:${written}`];
  });
  return isList ? `[${parts}]` : `{${parts}}`;
}

/** An object as JSON with one field more. */
function addFields(value: unknown): string[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [];
  const own = JSON.stringify(value).slice(1, -1);
  return hostileFields.map((field) => `{${[field, own].filter(Boolean)}}`);
}

function passes(schema: z.ZodType | undefined, value: unknown): boolean {
  return !schema || (isStorable(value, 0) && schema.safeParse(value).success);
}

/** PostgreSQL keeps no NUL and no half of a character; nothing of ours is nested deeper than 32. */
function isStorable(value: unknown, depth: number): boolean {
  if (depth > 32) return false;
  if (typeof value === 'string') return !value.includes('\0') && value.isWellFormed();
  if (typeof value !== 'object' || value === null) return true;
  return Object.values(value).every((each) => isStorable(each, depth + 1));
}

function parse(bytes: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}

function paramsOf(path: string): string[] {
  return [...path.matchAll(/\[(\w+)\]/g)].map(([, name = '']) => name);
}

function fillParam(path: string, name: string, part: string, idOf: IdOf): string {
  const filled = path.replace(`[${name}]`, () => part.replaceAll('[', '%5B'));
  return fillPath(filled, (field) => idOf(field, path));
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return '\0';
  }
}

/** So many of them, others for each name and the same at every run. */
function pick<Value>(name: string, from: Value[], count: number): Value[] {
  const length = Math.min(count, from.length);
  const some = fc.shuffledSubarray(from, { minLength: length, maxLength: length });
  return fc.sample(some, { seed: seed ^ fc.hash(name), numRuns: 1 })[0] ?? [];
}

function nameOf({ name }: FuzzRequest, field: string, value: string): string {
  return `${name} ${field} ← ${shorten(value)}`;
}

function shorten(text: string): string {
  const [start, end] = [text.slice(0, 200), text.slice(200)];
  return `${JSON.stringify(start)}${end ? ` … of ${text.length}` : ''}`;
}

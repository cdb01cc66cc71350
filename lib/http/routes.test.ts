import { globSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import * as otherMethods from './other-methods.ts';
import type { RouteHandler } from './route.ts';

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'];

/** Answered by next-auth itself. */
const foreign = '/api/auth/[...nextauth]';
/** Answers that there is nothing. */
const nowhere = '/api/[[...path]]';

/** Whoever adds to these says that strangers may call it. */
const openToStrangers = [
  'GET /api/calendar/[householdId]/[file]',
  'GET /api/health/live',
  'GET /api/health/ready',
  'POST /api/csp-reports',
  'POST /api/email/verify',
  'POST /api/password/reset',
  'POST /api/password/reset-link',
  'POST /api/plaid/webhook',
  'POST /api/sign-in',
  'POST /api/sign-up',
];

/** Whoever adds to these says that it concerns the person alone: a viewer may do it. */
const openToViewers = [
  'DELETE /api/calendar/feed',
  'DELETE /api/factors/totp',
  'DELETE /api/sessions',
  'DELETE /api/sessions/[sessionId]',
  'PATCH /api/notifications/preferences',
  'PATCH /api/privacy',
  'PATCH /api/profile',
  'POST /api/calendar/feed',
  'POST /api/email',
  'POST /api/email/verify-link',
  'POST /api/factors/recovery-codes',
  'POST /api/factors/totp',
  'POST /api/factors/totp/confirm',
  'POST /api/households',
  'POST /api/households/[householdId]/open',
  'POST /api/invites/accept',
  'POST /api/members/leave',
  'POST /api/notifications/read',
  'POST /api/password',
  'POST /api/step-up',
];

async function readRoutes() {
  const routes: { path: string; method: string; handler: RouteHandler }[] = [];
  for (const file of globSync('app/api/**/route.ts')) {
    const path = `/${dirname(file)
      .replace(/^app\//, 'app/')
      .slice('app/'.length)}`;
    const module = (await import(resolve(join(file)))) as Record<string, RouteHandler>;
    for (const [method, handler] of Object.entries(module)) routes.push({ path, method, handler });
  }
  return routes;
}

const refusals = new Set<unknown>(Object.values(otherMethods));

describe('every route of the API', async () => {
  const routes = await readRoutes();
  const own = routes.filter(
    ({ path, handler }) => path !== foreign && path !== nowhere && !refusals.has(handler),
  );

  it('is found', () => {
    expect(own.length).toBeGreaterThan(15);
    expect(routes.filter((route) => !methods.includes(route.method))).toEqual([]);
  });

  it('answers every method, if only that it is not possible', () => {
    const answered = Map.groupBy(routes, (route) => route.path);
    for (const [path, found] of answered) {
      const names = found.map((route) => route.method).sort();
      expect(names, path).toEqual(['DELETE', 'GET', 'PATCH', 'POST', 'PUT']);
    }
  });

  it.each(own.map((route) => [`${route.method} ${route.path}`, route] as const))(
    '%s is made by the wrapper and registered as what it is',
    (_name, { path, method, handler }) => {
      expect(handler.meta).toMatchObject({ path, method });
    },
  );

  it('is closed to strangers unless it is named here', () => {
    const open = own
      .filter(({ handler }) => !['member', 'operator'].includes(handler.meta?.access ?? ''))
      .map(({ method, path }) => `${method} ${path}`);
    expect(open.sort()).toEqual(openToStrangers);
  });

  it('lets a viewer change nothing but what is named here', () => {
    const open = own
      .filter(({ method, handler }) => method !== 'GET' && handler.meta.role === 'viewer')
      .map(({ method, path }) => `${method} ${path}`);
    expect(open.sort()).toEqual(openToViewers);
  });
});

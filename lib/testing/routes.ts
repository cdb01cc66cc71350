import { globSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import * as otherMethods from '#lib/http/other-methods';
import type { RouteHandler } from '#lib/http/route';

/** One method of one address, as its file exports it. */
export type Route = { path: string; method: string; handler: RouteHandler };

/** Everything that the files under app/api export, refusals included. */
export async function readRoutes(): Promise<Route[]> {
  const routes: Route[] = [];
  for (const file of globSync('app/api/**/route.ts')) {
    const path = `/${dirname(file).slice('app/'.length)}`;
    const module = (await import(resolve(file))) as Record<string, RouteHandler>;
    for (const [method, handler] of Object.entries(module)) routes.push({ path, method, handler });
  }
  return routes;
}

/** Those that do something, with what they are registered as. */
export async function readOwnRoutes(): Promise<Route[]> {
  const refusals = new Set<unknown>(Object.values(otherMethods));
  return (await readRoutes()).filter(
    ({ path, handler }) => !path.includes('[...') && !refusals.has(handler),
  );
}

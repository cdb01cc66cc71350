import 'server-only';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const route = z.object({ page: z.string(), regex: z.string() });
const manifest = z.object({ staticRoutes: z.array(route), dynamicRoutes: z.array(route) });

type Names = { exact: Set<string>; shaped: { page: string; regex: RegExp }[] };
let names: Names | undefined;

/**
 * The page or route that an address is of, as in the file tree: `/accounts/[accountId]`. What has
 * none is `/_next/*`, or `other`: an address may be made up, and may end in a secret.
 */
export function findRoute(path: string): string {
  if (path.startsWith('/_next/')) return '/_next/*';
  names ??= readNames();
  if (names.exact.has(path)) return path;
  return names.shaped.find(({ regex }) => regex.test(path))?.page ?? 'other';
}

/** From what the build left; the development server has none, and then only routes say their name. */
function readNames(): Names {
  try {
    const file = join(/* turbopackIgnore: true */ process.cwd(), '.next', 'routes-manifest.json');
    const { staticRoutes, dynamicRoutes } = manifest.parse(JSON.parse(readFileSync(file, 'utf8')));
    const shaped = dynamicRoutes
      .filter(({ page }) => !page.startsWith('/api/[['))
      .map(({ page, regex }) => ({ page, regex: new RegExp(regex) }));
    return { exact: new Set(staticRoutes.map(({ page }) => page)), shaped };
  } catch {
    return { exact: new Set(), shaped: [] };
  }
}

import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The product's own files by their paths, with their texts. */
export function readSources(): Map<string, string> {
  const files = globSync('{app,components,lib}/**/*.{ts,tsx}', {
    exclude: ['**/*.test.ts', 'lib/testing/**', 'lib/bench/**', 'lib/db/generated/**'],
  });
  return new Map(files.map((file) => [file, readFileSync(file, 'utf8')]));
}

/** What a file imports as it is loaded, types aside: paths of ours, names of packages. */
export function listImports(file: string, text: string): string[] {
  const found = text.matchAll(/^(?:import|export) (?!type )([^;]*?)\s?from '([^']+)';$/gm);
  return [...found]
    .filter(([, names = '']) => !isOnlyTypes(names))
    .flatMap(([, , name = '']) => resolveImport(file, name));
}

/** What a file imports when it is asked for. */
export function listLaterImports(file: string, text: string): string[] {
  return [...text.matchAll(/\bimport\('([^']+)'\)/g)].flatMap(([, name = '']) =>
    resolveImport(file, name),
  );
}

/** `{ type One, type Other }` */
function isOnlyTypes(names: string): boolean {
  const listed = names.match(/^\{(.*)\}$/s)?.[1]?.split(',') ?? [''];
  return listed.every((name) => /^\s*(type\s|$)/.test(name)) && names.startsWith('{');
}

function resolveImport(file: string, name: string): string[] {
  if (name.startsWith('#lib/')) return [`${name.slice(1)}.ts`];
  if (name.startsWith('#components/')) return [`${name.slice(1)}.tsx`];
  if (!name.startsWith('.')) return [name];
  const path = join(dirname(file), name);
  return [path, `${path}.ts`, `${path}.tsx`].filter((each) => existsSync(each)).slice(0, 1);
}

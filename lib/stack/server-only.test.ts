import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';

// What browsers load is what can be reached from a file that says 'use client'. All the rest of lib
// says that it is the server's: then a build fails that would put it into a browser's bundle.

const sources = globSync('{app,components,lib}/**/*.{ts,tsx}', {
  exclude: ['**/*.test.ts', 'lib/testing/**', 'lib/bench/**', 'lib/db/generated/**'],
});
const textOf = new Map(sources.map((file) => [file, readFileSync(file, 'utf8')]));

function importsOf(file: string): string[] {
  const text = textOf.get(file) ?? '';
  const found = text.matchAll(/^(?:import|export) (?!type )[^;]*?from '([^']+)';$/gm);
  return [...found].flatMap(([, name = '']) => resolveImport(file, name));
}

function resolveImport(file: string, name: string): string[] {
  if (name.startsWith('#lib/')) return [`${name.slice(1)}.ts`];
  if (name.startsWith('#components/')) return [`${name.slice(1)}.tsx`];
  if (!name.startsWith('.')) return [];
  const path = join(dirname(file), name);
  return [path, `${path}.ts`, `${path}.tsx`].filter((each) => existsSync(each)).slice(0, 1);
}

const loaded = new Set(sources.filter((file) => /^'use client';$/m.test(textOf.get(file) ?? '')));
for (const file of loaded) for (const each of importsOf(file)) loaded.add(each);

it('knows what browsers load', () => {
  expect(loaded).toContain('lib/transactions/hooks.ts');
  expect(loaded.size).toBeGreaterThan(100);
});

it('finds every other module of lib marked as the server’s', () => {
  const unmarked = sources.filter(
    (file) =>
      file.startsWith('lib/') &&
      !loaded.has(file) &&
      // Shapes and plain arithmetic that both sides may use.
      !/\/contract\.ts$|^lib\/(errors|cn)\.ts$|^lib\/(money|dates)\//.test(file) &&
      !textOf.get(file)?.includes("import 'server-only';"),
  );
  expect(unmarked).toEqual([]);
});

import { expect, it } from 'vitest';
import { listImports, listLaterImports, readSources } from '#lib/testing/imports';

// What browsers load is what can be reached from a file that says 'use client'. All the rest of lib
// says that it is the server's: then a build fails that would put it into a browser's bundle.

const sources = readSources();
const loaded = new Set(
  [...sources].filter(([, text]) => /^'use client';$/m.test(text)).map(([file]) => file),
);
for (const file of loaded) {
  const text = sources.get(file) ?? '';
  for (const each of [...listImports(file, text), ...listLaterImports(file, text)])
    loaded.add(each);
}

it('knows what browsers load', () => {
  expect(loaded).toContain('lib/transactions/hooks.ts');
  expect(loaded.size).toBeGreaterThan(100);
});

it('finds every other module of lib marked as the server’s', () => {
  const unmarked = [...sources].filter(
    ([file, text]) =>
      file.startsWith('lib/') &&
      !loaded.has(file) &&
      // Shapes and plain arithmetic that both sides may use.
      !/\/contract\.ts$|^lib\/(errors|cn)\.ts$|^lib\/(money|dates)\//.test(file) &&
      !text.includes("import 'server-only';"),
  );
  expect(unmarked.map(([file]) => file)).toEqual([]);
});

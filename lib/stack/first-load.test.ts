import { dirname } from 'node:path';
import { describe, expect, it } from 'vitest';
import { listImports, readSources } from '#lib/testing/imports';

// zod is 30 kB of a page, as much as React's router; what checks what people type is fetched once they
// type. What sets menus, lists and words beside a button in place is 35 kB, and is fetched ahead of the
// press. The pages that everybody comes to stay without them, and so does what stands around every page.
// How much that comes to in the end is asked of the build (e2e/build-weight.sweep.ts).

const late = [
  'zod',
  '@simplewebauthn/browser',
  'react-plaid-link',
  'radix-ui/dropdown-menu',
  'radix-ui/popover',
  'radix-ui/select',
  'radix-ui/tooltip',
];

const sources = readSources();

/** Files that a page is made of, those of its folders around it included. */
function listParts(page: string): string[] {
  const parts = [page];
  for (let folder = dirname(page); folder !== '.'; folder = dirname(folder)) {
    const around = ['layout', 'loading', 'error', 'not-found'];
    parts.push(...around.map((name) => `${folder}/${name}.tsx`));
  }
  return parts.filter((part) => sources.has(part));
}

/** What the browser loads with a page: all that its client components import. */
function listLoaded(page: string): Set<string> {
  const onServer = new Set(listParts(page));
  const inBrowser = new Set<string>();
  for (const file of onServer) {
    const text = sources.get(file) ?? '';
    const imports = listImports(file, text);
    if (text.startsWith("'use client';")) inBrowser.add(file);
    else for (const each of imports) onServer.add(each);
  }
  for (const file of inBrowser)
    for (const each of listImports(file, sources.get(file) ?? '')) inBrowser.add(each);
  return inBrowser;
}

describe.each([
  'app/(auth)/sign-in/page.tsx',
  'app/(auth)/sign-in/second-step/page.tsx',
  'app/(auth)/sign-up/page.tsx',
  'app/(app)/page.tsx',
  'app/(app)/accounts/page.tsx',
  'app/(app)/accounts/[accountId]/page.tsx',
  'app/(app)/accounts/[accountId]/missing/page.tsx',
  'app/(app)/budgets/page.tsx',
  'app/(app)/connections/page.tsx',
  'app/(app)/import/page.tsx',
  'app/(app)/settings/page.tsx',
  'app/(app)/settings/rules/page.tsx',
  'app/(app)/settings/security/page.tsx',
  'app/(app)/transactions/page.tsx',
])('%s', (page) => {
  it('is seen without what checks inputs, passkeys, Plaid’s Link, and what opens', () => {
    const loaded = listLoaded(page);
    expect(loaded.size).toBeGreaterThan(20);
    for (const name of late) expect(loaded, name).not.toContain(name);
  });
});

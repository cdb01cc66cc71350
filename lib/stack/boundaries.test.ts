import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

// The import table is the linter's (biome.json); this shows that it bites: a file ($ stands for a
// name), an import it may not have, and one it may.
const cases: [file: string, forbidden: string, allowed: string][] = [
  ['app/(app)/$/page.tsx', '#lib/db/client', '#lib/items/queries'],
  ['app/(app)/$/page.tsx', '#lib/items/mutations', '#components/items/connection'],
  ['app/(app)/$/page.tsx', 'next/link', '#components/ui/link'],
  ['app/api/$/route.ts', '#components/ui/button', '#lib/http/route'],
  ['app/api/$/route.ts', '#lib/plaid/items', '#lib/items/queries'],
  ['app/api/$/route.ts', '#lib/items/hooks', '#lib/items/contract'],
  ['components/ui/$.tsx', '#lib/items/contract', '#lib/cn'],
  ['components/ui/$.tsx', '#components/items/connection', '#components/ui/button'],
  ['components/items/$.tsx', '#lib/items/queries', '#lib/items/hooks'],
  ['components/items/$.tsx', '#lib/db/client', '#lib/money/format-amount'],
  ['lib/$/hooks.ts', '#lib/db/client', '#lib/client/api'],
  ['lib/$/contract.ts', '#lib/items/queries', 'zod'],
  ['lib/money/$.ts', '#lib/env', '#lib/errors'],
  ['lib/plaid/$.ts', '#lib/db/client', 'plaid'],
  ['lib/plaid/$.ts', '#lib/items/queries', '#lib/money/minor'],
  ['lib/items/$.ts', 'plaid', '#lib/plaid/items'],
  ['lib/items/$.ts', '#components/ui/button', '#lib/db/client'],
  ['lib/items/$.ts', '../accounts/queries.ts', '#lib/accounts/queries'],
  ['lib/items/$.ts', 'pg', '#lib/db/client'],
  ['sandbox/$.ts', '#lib/money/minor', 'hono'],
  ['sandbox/$.ts', '../lib/env.ts', './start.ts'],
];

const place = (file: string, name: string) => file.replace('$', name);
let root: string;
let refused: Set<string>;

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'plumbline-imports-'));
  copyFileSync('biome.json', join(root, 'biome.json'));
  cases.forEach(([file, forbidden, allowed], index) => {
    write(place(file, `bad${index}`), forbidden);
    write(place(file, `good${index}`), allowed);
  });
  refused = findRefused();
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe('the import table', () => {
  it.each(cases.map((each, index) => [...each, index] as const))(
    '%s may not import %s, but may import %s',
    (file, _forbidden, _allowed, index) => {
      expect(refused).toContain(place(file, `bad${index}`));
      expect(refused).not.toContain(place(file, `good${index}`));
    },
  );
});

function write(file: string, source: string): void {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), `import { x } from '${source}';\n\nexport const y = x;\n`);
}

/** The files in which the linter found an import that is not theirs to have. */
function findRefused(): Set<string> {
  const biome = resolve('node_modules', '@biomejs', 'biome', 'bin', 'biome');
  const args = [biome, 'lint', '--reporter=github', '--max-diagnostics=none'];
  const done = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' });
  const found = done.stdout.matchAll(/noRestrictedImports,file=([^,]+),/g);
  return new Set([...found].map((match) => (match[1] ?? '').replace(`${root}/`, '')));
}

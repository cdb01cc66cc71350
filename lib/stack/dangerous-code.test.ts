import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

// What a line of code can do harm with, and the files that may: whoever adds one says why it is safe.

const sources = globSync(['*.ts', '{app,bin,components,lib}/**/*.{ts,tsx}'], {
  exclude: [
    '**/*.test.ts',
    'lib/db/generated/**',
    'lib/{testing,bench,sync/sequences,sync/simulation}/**',
  ],
}).map((file) => ({ file, text: readFileSync(file, 'utf8') }));

const allowed: [what: string, pattern: RegExp, files: string[]][] = [
  // Their text is made of names of the schema, and values are parameters.
  [
    'SQL that is put together as text',
    /\$(?:query|execute)RawUnsafe\b|\bPrisma\.raw\b/,
    [
      'lib/accounts/read-rows.ts',
      'lib/archive-imports/import-archive.ts',
      'lib/archive-imports/restore-table.ts',
      'lib/db/copy-rows.ts',
      'lib/db/kept-plan.ts',
      'lib/duplicates/carry-duplicates.ts',
      'lib/duplicates/queries.ts',
      'lib/duplicates/suggest-duplicates.ts',
      'lib/health/check-ready.ts',
      'lib/items/read-rows.ts',
      'lib/keys/rotate-keys.ts',
      'lib/operator/read-today.ts',
      'lib/recurring/mirrors.ts',
      'lib/relinks/carry-choices.ts',
      'lib/relinks/carry-splits.ts',
      'lib/relinks/carry-tags.ts',
      'lib/relinks/carry-transfers.ts',
      'lib/relinks/columns.ts',
      'lib/relinks/kept-before.ts',
      'lib/relinks/move-history.ts',
      'lib/relinks/undo-relink.ts',
      'lib/rules/apply-rules.ts',
      'lib/settlements/carry-settlements.ts',
      'lib/transactions/bank-record.ts',
      'lib/transactions/belongings.ts',
      'lib/transactions/carry-belongings.ts',
      'lib/transactions/change-transactions.ts',
      'lib/transactions/give-back.ts',
      'lib/transactions/merchant-name.ts',
      'lib/transactions/page-of.ts',
      'lib/transfers/carry-transfers.ts',
      'lib/transfers/queries.ts',
      'lib/transfers/read-pairs.ts',
    ],
  ],
  // Node, npm, PostgreSQL and apt, at the start and in commands; no request leads there.
  [
    'other programs',
    /from 'node:child_process'/,
    [
      'bin/audit.ts',
      'bin/e2e.ts',
      'bin/sequences.ts',
      'bin/test.ts',
      'lib/db/embedded-postgres.ts',
      'lib/db/postgres-identity.ts',
      'lib/stack/build.ts',
      'lib/stack/chromium.ts',
      'lib/stack/rehearse.ts',
      'lib/stack/supervise.ts',
    ],
  ],
  ['a shell', /\bshell: true\b|\bexec(?:Sync)?\(['"`]/, []],
  ['text that is run', /\beval\(|\bnew Function\(|from 'node:vm'/, []],
  [
    'HTML that is not ours',
    /dangerouslySetInnerHTML|\.innerHTML\b|\.outerHTML\b|insertAdjacentHTML/,
    [],
  ],
  [
    'certificates that are not looked at',
    /rejectUnauthorized: false|NODE_TLS_REJECT_UNAUTHORIZED/,
    [],
  ],
  // When an Item is tried again.
  ['randomness that can be guessed', /\bMath\.random\b/, ['lib/jobs/run-task.ts']],
];

describe.each(allowed)('%s', (_, pattern, files) => {
  it('is where it is known to be', () => {
    const found = sources.filter(({ text }) => pattern.test(text)).map(({ file }) => file);
    expect(found.sort()).toEqual(files);
  });
});

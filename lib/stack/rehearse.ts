import 'server-only';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { listMigrationsIn } from '#lib/db/migrate-history';
import { listMigrationNames, migrationsDir } from '#lib/db/migrate-status';

const timeoutMs = 15 * 60_000;

/** Signing in, the list and what people do there, connections and their syncs with the sandbox. */
const smoke = [
  'lib/auth/sign-up',
  'lib/auth/handle-auth',
  'lib/transactions/transactions',
  'lib/transactions/decisions',
  'lib/items/items',
  'lib/sync/sync.integration',
];

/**
 * Runs an older app on the schema of this one: a checkout of the older release, its code and its
 * client, with the migrations of this tree in place of its own, and its own integration tests on the
 * databases they lead to.
 *
 * @param ref    commit or tag; otherwise the newest tag `v*` before this, or where this branched off main
 * @param words  which of its tests; otherwise a smoke test of what everybody uses
 * @throws when there is no such release, or its tests fail on this schema
 */
export function rehearse(ref?: string, words: string[] = smoke): void {
  const release = ref ?? findRelease();
  const scratch = mkdtempSync(join(tmpdir(), 'plumbline-rehearsal-'));
  const tree = join(scratch, 'tree');
  try {
    run('git', ['worktree', 'add', '--detach', tree, release]);
    const theirs = listMigrationsIn(join(tree, migrationsDir));
    const later = listMigrationNames().filter((name) => !theirs.includes(name));
    rmSync(join(tree, migrationsDir), { recursive: true });
    cpSync(migrationsDir, join(tree, migrationsDir), { recursive: true });
    installPackages(tree);
    run(process.execPath, ['bin/prepare.mjs'], tree);
    console.log(`${release} on a schema with ${later.length} more migrations: ${later.join(', ')}`);
    const vitest = join('node_modules', 'vitest', 'vitest.mjs');
    // Its comparison of migrations with its own schema.prisma must differ; all else must not.
    const tests = ['run', '--project', 'integration', ...words, '--exclude', '**/db/schema.*'];
    // It is not speed that is rehearsed.
    tests.push('--testTimeout', '120000', '--hookTimeout', '120000');
    run(process.execPath, [vitest, ...tests], tree);
  } finally {
    spawnSync('git', ['worktree', 'remove', '--force', tree]);
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** A release is a tag `v*`; while there is none, the place where this branch left main. */
function findRelease(): string {
  const tagged = ask(['describe', '--tags', '--abbrev=0', '--match', 'v*', 'HEAD^']);
  if (tagged !== '') return tagged;
  const [here, base] = [ask(['rev-parse', 'HEAD']), ask(['merge-base', 'HEAD', 'main'])];
  if (base !== '' && base !== here) return base;
  throw new Error(
    'There is no release before this one. Name a commit: npm run migrate -- rehearse <ref>',
  );
}

function ask(args: string[]): string {
  const { status, stdout } = spawnSync('git', args, { encoding: 'utf8' });
  return status === 0 ? stdout.trim() : '';
}

/** The same packages when it asks for the same; its own otherwise. */
function installPackages(tree: string): void {
  const lock = (dir: string) => readFileSync(join(dir, 'package-lock.json'), 'utf8');
  if (lock(tree) === lock('.')) symlinkSync(resolve('node_modules'), join(tree, 'node_modules'));
  else run('npm', ['ci', '--no-audit', '--no-fund'], tree);
}

function run(file: string, args: string[], cwd = process.cwd()): void {
  const { status, error } = spawnSync(file, args, { cwd, stdio: 'inherit', timeout: timeoutMs });
  if (status === 0) return;
  throw new Error(`${file} ${args.join(' ')} failed (${error?.message ?? `exit code ${status}`}).`);
}

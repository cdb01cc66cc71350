import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as {
  scripts: Record<string, string>;
};
let dir: string;

beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'plumbline-env-'));
  writeFileSync(join(dir, '.env'), 'DATABASE_URL=mysql://from-the-file\nSANDBOX_PORT=eighty\n');
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

/** What a command says in a folder whose .env is wrong. */
function run(name: string): string {
  const words = (scripts[name] ?? '').split(' ').filter((word) => !/^[A-Z_]+=|^node$/.test(word));
  const args = words.map((word) => (/\.ts$/.test(word) ? resolve(word) : word));
  const env = { ...process.env, NODE_ENV: 'production' as const, DATA_DIR: dir };
  const done = spawnSync(process.execPath, [...args, 'grant', 'ana@example.com'], {
    cwd: dir,
    env,
    encoding: 'utf8',
    timeout: 30_000,
  });
  expect(done.status, name).not.toBe(0);
  return `${done.stdout}${done.stderr}`;
}

describe('.env', () => {
  it.each(['start', 'dev', 'web', 'worker', 'migrate', 'operator', 'rotate-keys'])(
    'is read by npm run %s',
    (name) => {
      expect(run(name)).toMatch(/DATABASE_URL: /);
    },
  );

  it('is read by npm run sandbox', () => {
    expect(run('sandbox')).toMatch(/SANDBOX_PORT/);
  });

  it('is read by every command that runs on somebody’s data', () => {
    const without = Object.entries(scripts).filter(([, line]) => {
      const [file] = / node .*\.ts/.exec(line)?.[0].match(/\S+\.ts$/) ?? [];
      if (!file || line.includes('--env-file-if-exists=.env')) return false;
      return !readFileSync(file, 'utf8').startsWith(`import './load-env.ts';\n`);
    });
    // What tests does so on data of its own, under settings of its own; building needs none.
    expect(without.map(([name]) => name).sort()).toEqual([
      'audit',
      'build',
      'check',
      'e2e',
      'pack-app',
      'sequences',
      'simulate',
      'test',
    ]);
  });
});

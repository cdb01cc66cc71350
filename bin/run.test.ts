import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

let dir: string;
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'plumbline-run-'));
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

/** What is said in a folder where nothing is built. */
function run(args: string[], env: Record<string, string> = {}) {
  const node = ['--conditions=react-server', resolve('bin', 'run.ts'), ...args];
  return spawnSync(process.execPath, node, {
    cwd: dir,
    env: { PATH: process.env.PATH, NODE_ENV: 'production', DATA_DIR: dir, ...env },
    encoding: 'utf8',
    timeout: 30_000,
  });
}

const settings = {
  DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/nothing',
  AUTH_SECRET: randomBytes(32).toString('base64url'),
  ENCRYPTION_KEYS: `k1:${randomBytes(32).toString('base64')}`,
};

describe('a part of the product alone', () => {
  it.each(['web', 'worker'])('%s names all it cannot do without', (name) => {
    const { status, stderr } = run([name]);
    expect(status).toBe(1);
    for (const setting of Object.keys(settings)) expect(stderr).toContain(`${setting}: is not set`);
  });

  it('names what is wrong, and no value', () => {
    const { status, stderr } = run(['web'], { ...settings, AUTH_SECRET: 'too-short' });
    expect(status).toBe(1);
    expect(stderr).toMatch(/AUTH_SECRET: must be/);
    expect(stderr).not.toContain('too-short');
  });

  it('serves nothing that is not built', () => {
    const { status, stderr } = run(['web'], settings);
    expect(status).toBe(1);
    expect(stderr).toMatch(/not built.*npm run build/);
  });

  it('is web or worker', () => {
    expect(run(['everything'], settings).status).toBe(2);
  });
});

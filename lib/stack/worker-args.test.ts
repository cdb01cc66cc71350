import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { workerCache } from './worker-args.ts';

function askForCache(dir: string): string {
  const script = 'process.stdout.write(String(require("node:module").getCompileCacheDir()))';
  const ran = spawnSync(process.execPath, ['-e', script], {
    env: { NODE_ENV: 'production', NODE_COMPILE_CACHE: dir },
    encoding: 'utf8',
    timeout: 15_000,
  });
  expect(ran).toMatchObject({ status: 0, stderr: '' });
  return ran.stdout;
}

it('keeps what Node made of the worker beside the packages', () => {
  const dir = resolve('node_modules', '.cache', 'worker');
  expect(askForCache(workerCache.NODE_COMPILE_CACHE)).toContain(dir);
});

it('starts all the same where nothing can be kept', () => {
  expect(askForCache(resolve('package.json', 'worker'))).toBe('undefined');
});

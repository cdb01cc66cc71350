import { expect, it } from 'vitest';
import { envNames } from '#lib/env';
import { sandboxEnv } from './sandbox-env.ts';

it('gives the sandbox what is its own, and no setting of the product', () => {
  const everything = Object.fromEntries(
    [...envNames, 'SANDBOX_HOST', 'PATH'].map((name) => [name, 'x']),
  );
  const env = { ...everything, NODE_ENV: 'production' as const };
  expect(Object.keys(sandboxEnv(env)).sort()).toEqual([
    'DATA_DIR',
    'NODE_ENV',
    'PATH',
    'SANDBOX_HOST',
    'SANDBOX_PORT',
  ]);
});

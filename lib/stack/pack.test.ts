import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { copyAsItIs, requireOwnLinks } from './pack.ts';

let dir: string;
const at = (...names: string[]) => join(dir, ...names);

beforeEach(() => {
  // As Next makes it: its server asks for packages under names of its own, which are links.
  dir = mkdtempSync(join(tmpdir(), 'plumbline-pack-'));
  mkdirSync(at('built', 'node_modules', 'pino'), { recursive: true });
  mkdirSync(at('built', '.next', 'node_modules'), { recursive: true });
  writeFileSync(at('built', 'node_modules', 'pino', 'index.js'), 'it');
  symlinkSync('../../node_modules/pino', at('built', '.next', 'node_modules', 'pino-1'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

it('packs what still finds its packages where it was not built', () => {
  copyAsItIs(at('built'), at('packed'));
  rmSync(at('built'), { recursive: true });
  expect(() => requireOwnLinks(at('packed'))).not.toThrow();
  const found = readFileSync(at('packed', '.next', 'node_modules', 'pino-1', 'index.js'), 'utf8');
  expect(found).toBe('it');
});

it.each([
  ['somewhere else', () => at('built', 'node_modules', 'pino')],
  ['out of its folder', () => '../../../built/node_modules/pino'],
  ['nowhere', () => '../../node_modules/none'],
])('refuses to pack what leads %s', (_, target) => {
  copyAsItIs(at('built'), at('packed'));
  symlinkSync(target(), at('packed', '.next', 'node_modules', 'pino-2'));
  expect(() => requireOwnLinks(at('packed'))).toThrow(/pino-2 leads to .*which is not in/);
});

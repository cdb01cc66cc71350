import 'server-only';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What the built app is made from. */
const sources = [
  'app',
  'components',
  'lib',
  'public',
  'prisma/schema.prisma',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'next.config.js',
  'postcss.config.mjs',
  'proxy.ts',
  'instrumentation.ts',
];

/**
 * Builds the app unless this very source was built before.
 *
 * @param onBuild  told when a build really starts
 * @throws Error with the build's output
 */
export function buildIfChanged(onBuild: () => void): void {
  const stamp = join('.next', 'built-from');
  const hash = hashSources();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return;
  onBuild();
  const next = join('node_modules', 'next', 'dist', 'bin', 'next');
  const done = spawnSync(process.execPath, [next, 'build'], {
    env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  if (done.status !== 0) throw new Error(`The build failed:\n${done.stdout}\n${done.stderr}`);
  writeFileSync(stamp, hash);
}

function hashSources(): string {
  const hash = createHash('sha256').update(process.version);
  for (const source of sources) addToHash(hash, source);
  return hash.digest('hex');
}

function addToHash(hash: ReturnType<typeof createHash>, path: string): void {
  if (!existsSync(path) || /\.test\.tsx?$/.test(path)) return;
  if (statSync(path).isFile()) {
    hash.update(`${path}\0`).update(readFileSync(path)).update('\0');
    return;
  }
  for (const name of readdirSync(path).sort()) addToHash(hash, join(path, name));
}

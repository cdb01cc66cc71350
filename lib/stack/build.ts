import 'server-only';
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

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
 * What the build gets in place of each secret setting, a `.env` file's included. It needs none, and
 * what it keeps of its environment is in files that browsers load (e2e/build.sweep.ts).
 */
export const decoys: Record<string, string> = {
  ATTACHMENTS_BUCKET_SECRET: 'decoy-of-the-bucket-secret',
  BACKUP_BUCKET_SECRET: 'decoy-of-the-backup-secret',
  BACKUP_DRILL_DATABASE_URL: 'postgresql://decoy:decoy-of-the-drill-password@127.0.0.1:1/decoy',
  BACKUP_KEY: 'decoy:ZGVjb3ktb2YtdGhlLWJhY2t1cC1rZXktb2YtMzItYiE=',
  AUTH_SECRET: 'decoy-of-the-auth-secret-not-a-secret',
  ENCRYPTION_KEYS: 'decoy:ZGVjb3ktb2YtdGhlLWVuY3J5cHRpb24ta2V5LTMyYiE=',
  DATABASE_URL: 'postgresql://decoy:decoy-of-the-database-password@127.0.0.1:1/decoy',
  DIRECT_DATABASE_URL: 'postgresql://decoy:decoy-of-the-direct-password@127.0.0.1:1/decoy',
  OWNER_DATABASE_URL: 'postgresql://decoy:decoy-of-the-owner-password@127.0.0.1:1/decoy',
  OIDC_CLIENT_ID: 'decoy-of-the-oidc-client-id',
  OIDC_CLIENT_SECRET: 'decoy-of-the-oidc-secret',
  OTEL_EXPORTER_OTLP_HEADERS: 'authorization=decoy-of-the-collector-secret',
  PLAID_CLIENT_ID: 'decoy-of-the-plaid-client-id',
  PLAID_SECRET: 'decoy-of-the-plaid-secret',
  SMTP_URL: 'smtp://decoy:decoy-of-the-relay-password@127.0.0.1:1',
};

/**
 * Builds the app unless this very source was built before.
 *
 * @param onBuild  told when a build really starts
 * @param signal   ends a build that runs
 * @throws Error with the build's output, or the signal's reason
 */
export async function buildIfChanged(onBuild: () => void, signal?: AbortSignal): Promise<void> {
  const stamp = join('.next', 'built-from');
  const hash = hashSources();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return;
  onBuild();
  const next = join('node_modules', 'next', 'dist', 'bin', 'next');
  const build = spawn(process.execPath, [next, 'build'], {
    env: { ...process.env, ...decoys, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const end = () => build.kill();
  signal?.addEventListener('abort', end, { once: true });
  const [out, errors, [code]] = await Promise.all([
    text(build.stdout),
    text(build.stderr),
    once(build, 'exit'),
  ]);
  signal?.removeEventListener('abort', end);
  signal?.throwIfAborted();
  if (code !== 0) throw new Error(`The build failed:\n${out}\n${errors}`);
  writeFileSync(stamp, hash);
}

function hashSources(): string {
  const hash = createHash('sha256').update(`${process.version} ${process.env.STANDALONE ?? ''}`);
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

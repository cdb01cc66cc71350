import 'server-only';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Env } from '#lib/env';

/**
 * How long a connection without a request stays open: longer than proxies keep theirs, so that it is
 * never the server that closes one as a request comes along it.
 */
const keepAliveMs = 75_000;

/**
 * What Node runs the web server with, and where it listens: Next's own server in an image, where it
 * is the one that is there, else `next start`.
 *
 * @throws Error when nothing is built
 */
export function webCommand(
  { PORT, BIND_HOST }: Pick<Env, 'PORT' | 'BIND_HOST'>,
  dir = '.',
): { args: string[]; env: Record<string, string> } {
  if (!existsSync(join(dir, '.next', 'BUILD_ID'))) {
    throw new Error('The app is not built. Nothing was started. Run: npm run build');
  }
  const port = String(PORT);
  const standalone = resolve(dir, 'server.js');
  if (existsSync(standalone)) {
    const env = { PORT: port, HOSTNAME: BIND_HOST, KEEP_ALIVE_TIMEOUT: String(keepAliveMs) };
    return { args: [standalone], env };
  }
  const next = resolve(dir, 'node_modules', 'next', 'dist', 'bin', 'next');
  const options = ['-p', port, '-H', BIND_HOST, '--keepAliveTimeout', String(keepAliveMs)];
  return { args: [next, 'start', ...options], env: {} };
}

import 'server-only';
import { env } from '#lib/env';
import { findFreePort } from '#lib/stack/free-port';
import type { Stack } from '#lib/stack/stack';
import { supervise } from '#lib/stack/supervise';
import { waitForUrl } from '#lib/stack/wait-for';
import { webCommand } from '#lib/stack/web-command';
import { webEnv } from '#lib/stack/web-env';
import { readCpuMs } from './cpu.ts';

const most = 16;
const readyTimeoutMs = 60_000;

export type WebServers = {
  urls: string[];
  /** What all of them have computed so far, in milliseconds. */
  cpuMs: () => number;
};

/**
 * Several web servers in place of the stack's one, as behind the proxies that ship. There is none between: a bench
 * shares requests out by itself, and says how, so that a proxy's own time is in no figure.
 *
 * @throws RangeError for none, or for more than a machine has cores for
 */
export async function withWebServers<Value>(
  stack: Stack,
  count: number,
  run: (webs: WebServers) => Promise<Value>,
): Promise<Value> {
  if (count < 1 || count > most) throw new RangeError(`There can be 1 to ${most} web servers.`);
  const more: Web[] = [];
  try {
    while (more.length < count - 1) more.push(await startWeb(stack));
    const urls = [stack.url, ...more.map(({ url }) => url)];
    const cpuMs = () =>
      [stack.pidOf('web'), ...more.map(({ pid }) => pid())]
        .map(readCpuMs)
        .reduce((sum, ms) => sum + ms, 0);
    return await run({ urls, cpuMs });
  } finally {
    await Promise.all(more.map(({ stop }) => stop()));
  }
}

type Web = { url: string; pid: () => number | undefined; stop: () => Promise<void> };

/** Of the same address for people as the stack's own, which forms are asked from. */
async function startWeb(stack: Stack): Promise<Web> {
  const port = await findFreePort();
  const { args, env: own } = webCommand({ PORT: port, BIND_HOST: env().BIND_HOST });
  const settings = { ...webEnv(stack.env), ...own, PORT: String(port), APP_URL: stack.url };
  const child = supervise({ name: 'web', args, env: settings }, (reason) => {
    throw new Error(reason);
  });
  const url = `http://localhost:${port}`;
  await waitForUrl(`http://127.0.0.1:${port}/api/health/ready`, readyTimeoutMs).catch(
    async (error: unknown) => {
      await child.stop();
      throw error;
    },
  );
  return { url, pid: child.pid, stop: child.stop };
}

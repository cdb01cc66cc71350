import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const path = '/usr/sbin/haproxy';

/**
 * HAProxy, for drills of several web servers: Debian's, installed now as root on a Debian.
 *
 * @returns where it is, or in words why there is none
 */
export function findHaproxy(): { path: string } | { missing: string } {
  if (existsSync(path)) return { path };
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) {
    return { missing: 'HAProxy is not installed (Debian: apt-get install haproxy).' };
  }
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  spawnSync('apt-get', ['update'], { env, stdio: 'ignore' });
  const args = ['install', '-y', '--no-install-recommends', 'haproxy'];
  const { stderr } = spawnSync('apt-get', args, { env, encoding: 'utf8' });
  if (existsSync(path)) return { path };
  return { missing: `HAProxy could not be installed: ${stderr?.trim().split('\n').at(-1)}` };
}

export type Front = {
  /** Without TLS; where there is a port with it, all that it does is send people there. */
  port: number;
  tls?: {
    port: number;
    /** A folder of PEM files, each with a certificate and its key. */
    certificates: string;
  };
};

/** The configuration that ships, on these ports, before these web servers. */
export function webConfig({ port, tls }: Front, webPorts: number[]): string {
  const shipped = readFileSync(join('deploy', 'haproxy', 'haproxy.cfg'), 'utf8');
  const [first] = shipped.matchAll(/^ {2}server .*$/gm);
  const secure = 'bind :443 ssl crt /etc/haproxy/certs/ ';
  if (!first || !shipped.includes('bind :80\n') || !shipped.includes(secure)) {
    throw new Error('haproxy.cfg has another shape.');
  }
  const fronted = tls
    ? shipped.replace(secure, `bind 127.0.0.1:${tls.port} ssl crt ${tls.certificates} `)
    : shipped.replace(/^.*(bind :443|redirect scheme| deny ).*\n/gm, '');
  return fronted
    .replace('bind :80\n', `bind 127.0.0.1:${port}\n`)
    .replace(/(^ {2}server web-.*\n)+/gm, (servers) => {
      const tracked = / track (\w+)\//.exec(servers)?.[1];
      const line = (at: number) =>
        `  server web-${at} 127.0.0.1:${at}${tracked ? ` track ${tracked}/web-${at}` : ''}\n`;
      return webPorts.map(line).join('');
    });
}

export type Haproxy = {
  /** Its log: one line for each request, with how it ended. */
  lines: string[];
  stop: () => Promise<void>;
};

/** @throws Error with its own words when the configuration is wrong */
export async function startHaproxy(binary: string, dir: string, config: string): Promise<Haproxy> {
  const file = join(dir, 'haproxy.cfg');
  writeFileSync(file, config);
  const check = spawnSync(binary, ['-c', '-q', '-f', file], { encoding: 'utf8' });
  if (check.status !== 0) throw new Error(`HAProxy refuses its configuration:\n${check.stderr}`);
  const child: ChildProcess = spawn(binary, ['-db', '-f', file], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lines: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => lines.push(...chunk.toString().trim().split('\n')));
  }
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  return {
    lines,
    stop: async () => {
      process.off('exit', kill);
      if (child.exitCode !== null) return;
      const exited = once(child, 'exit');
      child.kill('SIGTERM');
      await exited;
    },
  };
}

import { type ChildProcess, spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findFreePort } from '#lib/stack/free-port';
import { watcher } from './debian-postgres.ts';

/**
 * haproxy on one port in front of several PostgreSQL servers: connections go to the one that says it is primary,
 * and those to one that no longer does are cut.
 */
export async function startPrimaryProxy(
  dir: string,
  ports: number[],
): Promise<{ port: number; process: ChildProcess }> {
  const port = await findFreePort();
  const config = join(dir, 'haproxy.cfg');
  writeFileSync(config, configure(port, ports));
  const haproxy = spawn('/usr/sbin/haproxy', ['-db', '-f', config], { stdio: 'ignore' });
  return { port, process: haproxy };
}

function configure(port: number, ports: number[]): string {
  const startup = message(
    '',
    Buffer.concat([
      Buffer.from([0, 3, 0, 0]),
      Buffer.from(`user\0${watcher}\0database\0postgres\0\0`),
    ]),
  );
  const question = message('Q', Buffer.from('SELECT pg_is_in_recovery()\0'));
  // One row of one column, an "f".
  const isPrimary = message('D', Buffer.from([0, 1, 0, 0, 0, 1, 0x66]));
  return `global
  maxconn 500
defaults
  mode tcp
  timeout connect 1s
  timeout client 1h
  timeout server 1h
  timeout check 2s
listen postgres
  bind 127.0.0.1:${port}
  option tcp-check
  tcp-check connect
  tcp-check send-binary ${startup}
  tcp-check expect binary 520000000800000000
  tcp-check send-binary ${question}
  tcp-check expect binary ${isPrimary}
  tcp-check send-binary ${message('X', Buffer.alloc(0))}
  default-server inter 200ms fall 3 rise 1 on-marked-down shutdown-sessions
${ports.map((each) => `  server postgres-${each} 127.0.0.1:${each} check`).join('\n')}
`;
}

/** As PostgreSQL's protocol writes it, in hexadecimal. */
function message(type: string, body: Buffer): string {
  const length = Buffer.alloc(4);
  length.writeInt32BE(body.length + 4);
  return Buffer.concat([Buffer.from(type), length, body]).toString('hex');
}

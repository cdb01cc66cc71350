import { type ChildProcess, spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chooseIdentity, command } from '#lib/db/postgres-identity';
import { findFreePort } from '#lib/stack/free-port';
import { findProgram } from '#lib/testing/debian-program';

/** Connections to the server for each role; the product may have more of its own to the pooler. */
export const poolSize = 8;

/** Null, said aloud, where pgbouncer is not and cannot be installed. */
export function findPgbouncer(): string | null {
  return findProgram('/usr/sbin/pgbouncer', ['pgbouncer']);
}

/**
 * A transaction pooler in front of one server, as strict as it comes: what a connection wants to set
 * at its start is refused.
 *
 * @param databaseUrl  of the server, by the role that may come
 * @returns the same through the pooler
 */
export async function startPgbouncer(
  dir: string,
  databaseUrl: string,
): Promise<{ url: string; process: ChildProcess }> {
  const url = new URL(databaseUrl);
  const server = `host=${url.hostname} port=${url.port}`;
  const port = await findFreePort();
  const users = join(dir, 'pgbouncer-users');
  writeFileSync(users, `"${url.username}" "${url.password}"\n`, { mode: 0o644 });
  const config = join(dir, 'pgbouncer.ini');
  writeFileSync(
    config,
    `[databases]
* = ${server}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = scram-sha-256
auth_file = ${users}
pool_mode = transaction
default_pool_size = ${poolSize}
`,
  );
  const [file, args] = command(chooseIdentity(), '/usr/sbin/pgbouncer', ['--quiet', config]);
  const pooler = spawn(file, args, { stdio: 'ignore' });
  url.port = String(port);
  return { url: url.href, process: pooler };
}

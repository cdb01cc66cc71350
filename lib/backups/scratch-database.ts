import 'server-only';
import { randomBytes } from 'node:crypto';
import { connectForTables, type TableConnection } from '#lib/db/copy-tables';
import { log } from '#lib/log';

const prefix = 'plumbline_drill_';

/**
 * Runs with an empty database of its own, beside the one that is named, and drops it afterwards. What a
 * killed run left goes first.
 *
 * @param serverUrl  of a role that may create databases
 */
export async function withScratchDatabase<Value>(
  serverUrl: string,
  run: (databaseUrl: string) => Promise<Value>,
): Promise<Value> {
  const name = `${prefix}${randomBytes(8).toString('hex')}`;
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  await onServer(serverUrl, async (server) => {
    await dropLeftovers(server);
    await server.rows(`CREATE DATABASE ${name} TEMPLATE template0`);
  });
  try {
    return await run(url.href);
  } finally {
    await onServer(serverUrl, (server) => server.rows(`DROP DATABASE ${name} WITH (FORCE)`));
  }
}

/** Whether the role of an address may create databases. */
export async function mayCreateDatabases(serverUrl: string): Promise<boolean> {
  return onServer(serverUrl, async ({ rows }) => {
    const [role] = await rows<{ may: boolean }>(
      `SELECT rolcreatedb OR rolsuper AS "may" FROM pg_roles WHERE rolname = current_user`,
    );
    return role?.may ?? false;
  });
}

/** Those that nobody is connected to; only the role's own can be dropped. */
async function dropLeftovers({ rows }: TableConnection): Promise<void> {
  const left = await rows<{ name: string }>(
    `SELECT d.datname AS "name" FROM pg_database d
     WHERE starts_with(d.datname, $1) AND d.datdba = (SELECT oid FROM pg_roles WHERE rolname = current_user)
       AND NOT EXISTS (SELECT FROM pg_stat_activity a WHERE a.datid = d.oid)`,
    [prefix],
  );
  for (const { name } of left) {
    await rows(`DROP DATABASE IF EXISTS ${name}`).catch((error: unknown) =>
      log.warn({ error }, 'a database of an earlier drill could not be dropped'),
    );
  }
}

async function onServer<Value>(
  serverUrl: string,
  run: (server: TableConnection) => Promise<Value>,
): Promise<Value> {
  const server = await connectForTables(serverUrl);
  try {
    return await run(server);
  } finally {
    await server.end();
  }
}

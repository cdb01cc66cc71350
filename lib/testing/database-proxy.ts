import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { closeDb, openDb } from '#lib/db/client';
import { requireEnv } from '#lib/env';

/** How the database misbehaves: cut when a COMMIT was done but not yet answered, or for good. */
type Trouble = 'none' | 'lose_commit_reply' | 'gone_after_commit' | 'gone';

/**
 * Puts a proxy between this process and its database, which can lose the reply to a COMMIT: the
 * rows are there, and the client does not know it.
 */
export async function openDatabaseProxy() {
  const target = new URL(requireEnv('DATABASE_URL'));
  let trouble: Trouble = 'none';
  const sockets = new Set<Socket>();

  const server = createServer((client) => {
    if (trouble === 'gone') return client.destroy();
    const database = connect(Number(target.port), target.hostname);
    let losing = false;
    for (const socket of [client, database]) {
      sockets.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => {
        sockets.delete(socket);
        client.destroy();
        database.destroy();
      });
    }
    client.on('data', (chunk) => {
      losing = chunk.includes('COMMIT') && trouble.includes('commit');
      database.write(chunk);
    });
    database.on('data', (chunk) => {
      if (!losing) return client.write(chunk);
      trouble = trouble === 'gone_after_commit' ? 'gone' : 'none';
      for (const socket of sockets) socket.destroy();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No port.');
  const url = new URL(target);
  url.hostname = '127.0.0.1';
  url.port = String(address.port);
  await closeDb();
  openDb(url.href);
  return {
    cause: (next: Trouble) => {
      trouble = next;
    },
    /** The process speaks to its database directly again. */
    close: async () => {
      await closeDb();
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}

import 'server-only';
import pg from 'pg';
import { log } from '#lib/log';

const reconnectMs = 1_000;
/** What stands between may take a silent connection away without a word; the system would look after two hours. */
const keepAliveMs = 60_000;
const stops = new Set<() => Promise<void>>();

/**
 * Listens to one notification channel on a connection of its own, for as long as the process lives or until
 * `stopListening`.
 * While it is reconnecting notifications are lost.
 *
 * @param databaseUrl  a direct connection: behind a transaction pooler LISTEN is deaf
 * @param onListening  from now on none is lost: at the beginning, and, to assume the worst, each time it reconnected
 * @param onLost  from now on, or already, they are lost until `onListening`
 */
export function listen(
  databaseUrl: string,
  channel: string,
  onNotification: (payload: string) => void,
  onListening: () => void,
  onLost: () => void,
): void {
  let stopped = false;
  let current: pg.Client | undefined;
  const connect = () => {
    if (stopped) return;
    const client = new pg.Client({
      connectionString: databaseUrl,
      keepAlive: true,
      keepAliveInitialDelayMillis: keepAliveMs,
    });
    current = client;
    let ended = false;
    const again = (error?: Error) => {
      if (ended || stopped) return;
      ended = true;
      onLost();
      if (error) log.warn({ error }, 'lost the live connection');
      client.end().catch(() => {});
      setTimeout(connect, reconnectMs).unref();
    };
    client.on('error', again);
    client.on('end', () => again());
    client.on('notification', (message) => onNotification(message.payload ?? ''));
    client
      .connect()
      .then(() => client.query(`LISTEN ${client.escapeIdentifier(channel)}`))
      .then(onListening)
      .catch(again);
  };
  stops.add(async () => {
    stopped = true;
    await current?.end().catch(() => {});
  });
  connect();
}

/** Ends every connection that listens, for good: the database is about to go. */
export async function stopListening(): Promise<void> {
  await Promise.all([...stops].map((stop) => stop()));
  stops.clear();
}

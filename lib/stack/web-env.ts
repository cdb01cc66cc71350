import 'server-only';

/** What the pages say of backups. */
const told = ['BACKUP_INTERVAL_HOURS', 'BACKUP_KEEP_DAYS'];

/** What the web server runs with: it makes no backup and opens none, and has none of their secrets. */
export function webEnv(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const given = Object.entries(env).filter(
    ([name]) => !name.startsWith('BACKUP_') || told.includes(name),
  );
  return { NODE_ENV: env.NODE_ENV, ...Object.fromEntries(given) };
}

import './load-env.ts';
import { createMigration, diffMigrations } from '#lib/db/migrate';
import { env } from '#lib/env';
import { withDatabase } from '#lib/stack/database';
import { migrateDatabase } from '#lib/stack/migrate-database';
import { rehearse } from '#lib/stack/rehearse';

const [command = 'deploy', name = '', ...words] = process.argv.slice(2);

await start().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
// The migration engine keeps a lock timer alive for ten seconds.
process.exit();

async function start(): Promise<void> {
  if (command !== 'rehearse') return withDatabase(run, 'owner');
  rehearse(name || undefined, words.length > 0 ? words : undefined);
}

async function run(url: string): Promise<void> {
  if (command === 'deploy') {
    const applied = await migrateDatabase(url, env(), console.log);
    console.log(applied.length === 0 ? 'Nothing to apply.' : `Applied ${applied.join(', ')}.`);
  } else if (command === 'new' && name !== '') {
    const dir = await createMigration(url, name);
    console.log(dir === null ? 'schema.prisma has no change.' : `Wrote ${dir}.`);
  } else if (command === 'check') {
    const sql = await diffMigrations(url);
    if (sql !== null) {
      console.error(`The migrations do not lead to schema.prisma; missing:\n${sql}`);
      process.exitCode = 1;
    }
  } else {
    console.error(
      'Usage: npm run migrate [-- deploy | new <name> | check | rehearse [<ref> [<test> …]]]',
    );
    process.exitCode = 2;
  }
}

import './load-env.ts';
import { applyMigrations, createMigration, diffMigrations } from '#lib/db/migrate';
import { withDatabase } from '#lib/stack/database';

const [command = 'deploy', name = ''] = process.argv.slice(2);

await withDatabase(async (url) => {
  if (command === 'deploy') {
    const applied = await applyMigrations(url);
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
    console.error('Usage: npm run migrate [-- deploy | new <name> | check]');
    process.exitCode = 2;
  }
});
// The migration engine keeps a lock timer alive for ten seconds.
process.exit();

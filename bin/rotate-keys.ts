import './load-env.ts';
import { closeDb, openDb } from '#lib/db/client';
import { parseEnv } from '#lib/env';
import { rotateKeys } from '#lib/keys/rotate-keys';
import { addEncryptionKey, readOrCreateSecrets } from '#lib/stack/data-dir';
import { withDatabase } from '#lib/stack/database';

const [command] = process.argv.slice(2);
const { DATA_DIR, ENCRYPTION_KEYS } = parseEnv(process.env);

if (command !== undefined && command !== 'new') {
  console.error('Usage: npm run rotate-keys [-- new]');
  process.exit(2);
}
if (command === 'new') addKey();
else await rotate();
process.exit();

function addKey(): void {
  const name = ENCRYPTION_KEYS === undefined ? addEncryptionKey(DATA_DIR) : null;
  if (name !== null) {
    console.log(`The key ${name} is now the first in ${DATA_DIR}/secrets.env: keep a copy of it.`);
    console.log('Restart Plumbline, then run: npm run rotate-keys');
    return;
  }
  console.error(
    'The keys are not kept in DATA_DIR: put a new one first in ENCRYPTION_KEYS, where you keep them.\n' +
      'See .env.example. Nothing was changed.',
  );
  process.exitCode = 1;
}

async function rotate(): Promise<void> {
  if (ENCRYPTION_KEYS === undefined) {
    process.env.ENCRYPTION_KEYS = readOrCreateSecrets(DATA_DIR).ENCRYPTION_KEYS;
  }
  await withDatabase(async (url) => {
    openDb(url);
    try {
      const { resealed, unopened, left } = await rotateKeys();
      console.log(`Sealed anew: ${resealed}. With other keys than the first: ${left}.`);
      for (const row of unopened) console.log(`  does not open: ${row}`);
      if (left === 0) {
        console.log('The other keys may go from ENCRYPTION_KEYS; backups made before need them.');
      } else {
        console.log('The other keys are still needed.');
        process.exitCode = 1;
      }
    } catch (error) {
      console.error(error instanceof Error ? error.message : error);
      process.exitCode = 1;
    } finally {
      await closeDb();
    }
  });
}

import './load-env.ts';
import { checkStores } from '#lib/attachments/check-stores';
import { closeDb, openDb } from '#lib/db/client';
import { connectForTables } from '#lib/db/copy-tables';
import { checkIntegrity } from '#lib/integrity/check-integrity';
import { listBroken, mendBroken } from '#lib/integrity/mend-broken';
import { withDatabase } from '#lib/stack/database';

const commands: Record<string, (url: string) => Promise<void>> = { integrity, mend, attachments };
const [name = ''] = process.argv.slice(2);
const command = Object.hasOwn(commands, name) ? commands[name] : undefined;

if (!command) {
  console.error('Usage: npm run doctor -- integrity | mend | attachments');
  process.exit(2);
}
await withDatabase(command);
process.exit();

async function integrity(url: string): Promise<void> {
  const results = await checkIntegrity(url);
  for (const { invariant, statement, violations, more } of results) {
    console.log(
      `${violations.length === 0 ? 'ok    ' : 'BROKEN'} ${invariant.padEnd(4)} ${statement}`,
    );
    for (const subject of violations) console.log(`            ${subject}`);
    if (more) console.log('            and more');
  }
  const broken = results.filter((result) => result.violations.length > 0).length;
  console.log(broken === 0 ? 'Nothing is broken.' : `${broken} of ${results.length} do not hold.`);
  if (broken > 0) process.exitCode = 1;
}

async function mend(url: string): Promise<void> {
  const connection = await connectForTables(url);
  try {
    const results = await checkIntegrity(url);
    const left = await mendBroken(results, connection.rows, (line) => console.log(line));
    for (const { invariant, statement } of left) console.log(`BROKEN ${invariant} ${statement}`);
    if (listBroken(results).length === 0) console.log('Nothing is broken.');
    if (left.length > 0) process.exitCode = 1;
  } finally {
    await connection.end();
  }
}

async function attachments(url: string): Promise<void> {
  openDb(url);
  try {
    const { store, problems, looked } = await checkStores();
    console.log(`New attachments go into: ${store}. Files outside the database: ${looked}.`);
    for (const problem of problems) console.log(`BROKEN ${problem}`);
    if (problems.length === 0) console.log('Nothing is broken.');
    else process.exitCode = 1;
  } finally {
    await closeDb();
  }
}

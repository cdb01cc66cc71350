import './load-env.ts';
import { checkIntegrity } from '#lib/integrity/check-integrity';
import { withDatabase } from '#lib/stack/database';

const [command] = process.argv.slice(2);

if (command !== 'integrity') {
  console.error('Usage: npm run doctor -- integrity');
  process.exit(2);
}
await withDatabase(async (url) => {
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
});
process.exit();

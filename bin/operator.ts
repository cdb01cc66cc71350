import './load-env.ts';
import { setOperator } from '#lib/auth/set-operator';
import { withDatabase } from '#lib/stack/database';

const [command, email] = process.argv.slice(2);

if ((command !== 'grant' && command !== 'revoke') || !email) {
  console.error('Usage: npm run operator -- grant <email> | revoke <email>');
  process.exit(2);
}
await withDatabase(async (url) => {
  const changed = await setOperator(url, email, command === 'grant');
  if (changed) {
    console.log(`${email} ${command === 'grant' ? 'is now' : 'is no longer'} an operator.`);
  } else {
    console.error(`Nobody has signed up with ${email}. Nothing was changed.`);
    process.exitCode = 1;
  }
});
process.exit();

import './load-env.ts';
import { setOperator } from '#lib/auth/set-operator';
import { orderRotation } from '#lib/items/order-rotation';
import { withDatabase } from '#lib/stack/database';

const [command, subject] = process.argv.slice(2);

if (!subject || !['grant', 'revoke', 'rotate-token'].includes(command ?? '')) {
  console.error(
    'Usage: npm run operator -- grant <email> | revoke <email> | rotate-token <item id>',
  );
  process.exit(2);
}
await withDatabase(async (url) => {
  const { done, message } =
    command === 'rotate-token'
      ? await orderRotation(url, subject)
      : await setRight(url, subject, command === 'grant');
  if (done) {
    console.log(message);
  } else {
    console.error(message);
    process.exitCode = 1;
  }
});
process.exit();

async function setRight(url: string, email: string, operator: boolean) {
  const done = await setOperator(url, email, operator);
  const message = done
    ? `${email} ${operator ? 'is now' : 'is no longer'} an operator.`
    : `Nobody has signed up with ${email}. Nothing was changed.`;
  return { done, message };
}

import './load-env.ts';
import { once } from 'node:events';
import { interruption } from '#lib/stack/interruption';
import { startStack } from '#lib/stack/stack';

const mode = process.argv.includes('--dev') ? 'dev' : 'start';
let exitCode = 0;
const leaving = interruption(() => console.log('\nStopping …'));
const { signal } = leaving;

try {
  const stack = await startStack(process.env, {
    mode,
    signal,
    say: (line) => console.log(line),
    onFailure: (reason) => {
      console.error(`${reason} Stopping; nothing committed is lost.`);
      exitCode = 1;
      leaving.abort();
    },
  });
  console.log(`\n  Plumbline is ready:  ${stack.url}\n`);
  if (stack.sandboxUrl) {
    console.log(
      `  No Plaid keys are set, so banks come from the built-in sandbox (${stack.sandboxUrl}).\n` +
        '  In Link, sign in to any bank with  user_good  /  pass_good.\n',
    );
  }
  if (!signal.aborted) await once(signal, 'abort');
  await stack.stop();
} catch (error) {
  if (!signal.aborted) {
    console.error(error instanceof Error ? error.message : error);
    exitCode = 1;
  }
}
process.exit(exitCode);

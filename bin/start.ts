import { existsSync } from 'node:fs';
import { startStack } from '#lib/stack/stack';

const mode = process.argv.includes('--dev') ? 'dev' : 'start';
if (existsSync('.env')) process.loadEnvFile('.env');

let stack: Awaited<ReturnType<typeof startStack>> | null = null;
let leaving = false;

async function leave(exitCode: number): Promise<void> {
  if (leaving) return;
  leaving = true;
  await stack?.stop();
  process.exit(exitCode);
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    console.log('\nStopping …');
    void leave(0);
  });
}

try {
  stack = await startStack(process.env, {
    mode,
    say: (line) => console.log(line),
    onFailure: (reason) => {
      console.error(`${reason} Stopping; nothing committed is lost.`);
      void leave(1);
    },
  });
  console.log(`\n  Plumbline is ready:  ${stack.url}\n`);
  if (stack.sandboxUrl) {
    console.log(
      `  No Plaid keys are set, so banks come from the built-in sandbox (${stack.sandboxUrl}).\n` +
        '  In Link, sign in to any bank with  user_good  /  pass_good.\n',
    );
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
  await leave(1);
}

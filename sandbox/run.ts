import { readConfig } from './config.ts';
import { startSandbox } from './start.ts';

const exitCodeForBadConfig = 78;

async function main(): Promise<void> {
  const sandbox = await startSandbox(readConfig(process.env));
  process.stdout.write(`Plaid sandbox on ${sandbox.url}\n`);
  let closing = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (!closing) {
        closing = true;
        void sandbox.close();
      }
    });
  }
}

try {
  await main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = exitCodeForBadConfig;
}

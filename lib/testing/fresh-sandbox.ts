import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { sandboxEnv } from '#lib/stack/sandbox-env';

const startTimeoutMs = 20_000;

// On globalThis because modules are evaluated anew for each test file, and a process serves many.
const holder = globalThis as { testSandboxKeeper?: ChildProcess };

/**
 * A sandbox without a past, in a process of its own; the one that was opened before is gone.
 *
 * @returns where it listens
 * @throws Error when its process ended or does not answer
 */
export async function openFreshSandbox(): Promise<string> {
  holder.testSandboxKeeper ??= startKeeper();
  const keeper = holder.testSandboxKeeper;
  const given = new AbortController();
  const signal = AbortSignal.any([given.signal, AbortSignal.timeout(startTimeoutMs)]);
  const answer = once(keeper, 'message', { signal });
  const ended = once(keeper, 'exit', { signal }).then(() => {
    throw new Error('The process that opens sandboxes ended; what it wrote says why.');
  });
  ended.catch(() => {});
  keeper.send('open');
  const [{ url }] = (await Promise.race([answer, ended])) as [{ url: string }];
  given.abort();
  return url;
}

function startKeeper(): ChildProcess {
  const keeper = fork(join('sandbox', 'testing', 'sandbox-keeper.ts'), {
    env: {
      ...sandboxEnv(process.env),
      NODE_NO_WARNINGS: '1',
      SANDBOX_INITIAL_DELAY_MS: '0',
      SANDBOX_HISTORICAL_DELAY_MS: '0',
    },
    execArgv: [],
  });
  // It leaves with this process, and keeps it from nothing.
  keeper.unref();
  keeper.channel?.unref();
  return keeper;
}

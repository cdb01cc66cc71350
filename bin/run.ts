import './load-env.ts';
import { env } from '#lib/env';
import { requireSettings } from '#lib/stack/require-settings';
import { webCommand } from '#lib/stack/web-command';
import { workerArgs } from '#lib/stack/worker-args';

// `npm run web` and `npm run worker`: one part of the product alone. It takes this process's place,
// so that signals reach it, and its end is the supervisor's to see.
const commands = { web: () => webCommand(env()), worker: () => ({ args: workerArgs, env: {} }) };
const [name = ''] = process.argv.slice(2);

if (name !== 'web' && name !== 'worker') {
  console.error('Usage: npm run web | npm run worker');
  process.exit(2);
}
try {
  requireSettings();
  const { args, env: own } = commands[name]();
  const { OWNER_DATABASE_URL: _, ...given } = process.env;
  process.execve?.(process.execPath, [process.execPath, ...args], {
    LOG_LEVEL: 'warn',
    PLUMBLINE_SERVICE: name,
    ...given,
    ...own,
    NODE_ENV: 'production',
    NODE_NO_WARNINGS: '1',
    NEXT_TELEMETRY_DISABLED: '1',
  });
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}

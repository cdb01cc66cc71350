import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkIntegrity } from '#lib/integrity/check-integrity';
import { findChromium } from '#lib/stack/chromium';
import { findFreePort } from '#lib/stack/free-port';
import { interruption } from '#lib/stack/interruption';
import { startStack } from '#lib/stack/stack';
import { openOidcProvider } from '#lib/testing/oidc-provider';

// The built product on ports and data of its own, driven by Playwright. Arguments go to Playwright.
const dataDir = mkdtempSync(join(tmpdir(), 'plumbline-e2e-'));
const [port, sandboxPort] = [await findFreePort(), await findFreePort()];
const { settings: oidc } = await openOidcProvider();

const leaving = interruption();
const { signal } = leaving;
const stack = await startStack(
  {
    NODE_ENV: 'production',
    PATH: process.env.PATH,
    HOME: process.env.HOME,
    LOG_LEVEL: process.env.LOG_LEVEL ?? 'error',
    DATA_DIR: dataDir,
    PORT: String(port),
    SANDBOX_PORT: String(sandboxPort),
    // The least there may be: every journey signs somebody up.
    PASSWORD_HASH_MIB: '19',
    SANDBOX_INITIAL_DELAY_MS: '50',
    SANDBOX_HISTORICAL_DELAY_MS: '150',
    DESIGN_PAGE: 'true',
    ENRICH_IMPORTS: 'true',
    REFRESH_INVESTMENTS: 'true',
    REFRESH_IDENTITY: 'true',
    OIDC_ISSUER: oidc.issuer,
    OIDC_CLIENT_ID: oidc.clientId,
    OIDC_CLIENT_SECRET: oidc.clientSecret,
    OIDC_NAME: oidc.name,
    PLAID_REDIRECT_URI: `http://localhost:${port}/link/oauth`,
  },
  {
    mode: 'start',
    signal,
    say: (line) => console.log(line),
    onFailure: (reason) => {
      console.error(reason);
      leaving.abort();
    },
    postgres: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' },
  },
);
const cli = join('node_modules', '@playwright', 'test', 'cli.js');
const run = spawn(process.execPath, [cli, 'test', ...process.argv.slice(2)], {
  stdio: 'inherit',
  env: {
    ...process.env,
    CHROMIUM_PATH: findChromium(),
    E2E_BASE_URL: stack.url,
    E2E_SANDBOX_URL: stack.sandboxUrl ?? '',
    E2E_DATA_DIR: dataDir,
    E2E_DATABASE_URL: stack.env.DATABASE_URL ?? '',
  },
});
signal.addEventListener('abort', () => run.kill('SIGTERM'));
const [code] = (await once(run, 'exit')) as [number | null];
// Whatever the tests did to it, the database holds what it must.
const broken = (await checkIntegrity(stack.env.DATABASE_URL ?? '')).filter(
  (result) => result.violations.length > 0,
);
if (broken.length > 0) console.error('The invariants do not hold:', broken);
await stack.stop();
rmSync(dataDir, { recursive: true, force: true });
process.exit(broken.length > 0 ? 1 : (code ?? 1));

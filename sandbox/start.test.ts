import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readConfig } from './config.ts';
import { startSandbox } from './start.ts';
import { linkItem, syncAll, waitForHistory } from './testing/link-item.ts';
import { createClient, startTestSandbox, waitFor } from './testing/test-sandbox.ts';

const entry = join(import.meta.dirname, 'main.ts');

/** Runs the real entry as its own process and resolves once it prints its address. */
async function runEntry(dataDir: string, env: Record<string, string> = {}) {
  const startedAt = performance.now();
  const child = spawn(process.execPath, [entry], {
    env: {
      ...process.env,
      NODE_NO_WARNINGS: '1',
      PLAID_CLIENT_ID: '',
      PLAID_SECRET: '',
      SANDBOX_PORT: '0',
      DATA_DIR: dataDir,
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  let errors = '';
  child.stdout.on('data', (chunk) => {
    output += chunk;
  });
  child.stderr.on('data', (chunk) => {
    errors += chunk;
  });
  const exited = new Promise<number | null>((resolve) => child.on('exit', resolve));
  const url = await waitFor('the address', () => {
    if (child.exitCode !== null) {
      throw new Error(`exited with ${child.exitCode}: ${errors}`);
    }
    return output.match(/http:\S+/)?.[0];
  });
  return { child, url, exited, startMs: performance.now() - startedAt };
}

describe('the process', () => {
  it('loses nothing when it is killed, and takes up its timers', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'sandbox-entry-'));
    try {
      const slow = { SANDBOX_INITIAL_DELAY_MS: '700', SANDBOX_HISTORICAL_DELAY_MS: '900' };
      const first = await runEntry(dataDir, slow);
      expect((await fetch(`${first.url}/_control/health`)).status).toBe(200);
      const client = createClient(first.url, 'killed');
      const { accessToken } = await linkItem(client);
      expect(
        (await client.transactionsSync({ access_token: accessToken })).data
          .transactions_update_status,
      ).toBe('NOT_READY');
      first.child.kill('SIGKILL');
      await first.exited;

      const second = await runEntry(dataDir, slow);
      const again = createClient(second.url, 'killed');
      await waitForHistory(again, accessToken);
      expect((await syncAll(again, accessToken)).added.length).toBeGreaterThan(40);
      second.child.kill('SIGTERM');
      expect(await second.exited).toBe(0);
    } finally {
      await rm(dataDir, { recursive: true, force: true });
    }
  });

  it('does not start beside the keys of the real Plaid', async () => {
    const started = runEntry(join(tmpdir(), 'never-made'), { PLAID_SECRET: 'a-real-secret' });
    await expect(started).rejects.toThrow(/exited with 78[\s\S]*without them/);
    await expect(started).rejects.not.toThrow(/a-real-secret/);
  });

  it('goes on where it stopped: tokens, cursors and webhook keys stay good', async () => {
    const sandbox = await startTestSandbox();
    try {
      const { accessToken } = await linkItem(sandbox.client());
      await waitForHistory(sandbox.client(), accessToken);
      const before = await syncAll(sandbox.client(), accessToken);
      await sandbox.restart();
      const after = await syncAll(sandbox.client(), accessToken, before.cursor);
      expect(after.added).toEqual([]);
      expect(after.cursor).toBe(before.cursor);
    } finally {
      await sandbox.close();
    }
  });
});

describe('the state folder', () => {
  it('belongs to one sandbox at a time', async () => {
    const sandbox = await startTestSandbox();
    try {
      await expect(startSandbox(sandbox.config)).rejects.toThrow(/Another sandbox is running/);
    } finally {
      await sandbox.close();
    }
  });
});

describe('the page of the sandbox', () => {
  it('loads its own code only', async () => {
    const sandbox = await startTestSandbox();
    try {
      const page = await fetch(`${sandbox.url}/`);
      expect(page.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
      const script = (await page.text()).match(/src="([^"]+)"/)?.[1] ?? '';
      const code = await fetch(`${sandbox.url}${script}`);
      expect(code.headers.get('content-type')).toContain('text/javascript');
      const tag = code.headers.get('etag') ?? '';
      const again = await fetch(`${sandbox.url}${script}`, { headers: { 'if-none-match': tag } });
      expect(again.status).toBe(304);
    } finally {
      await sandbox.close();
    }
  });
});

describe('the configuration', () => {
  it('has defaults, and says everything that is wrong', () => {
    expect(readConfig({})).toMatchObject({
      port: 3001,
      host: '127.0.0.1',
      stateDir: '.data/sandbox',
    });
    expect(() => readConfig({ SANDBOX_PORT: 'x', SANDBOX_WEBHOOK_RETRY_SCALE: '-1' })).toThrow(
      /SANDBOX_PORT[\s\S]*SANDBOX_WEBHOOK_RETRY_SCALE/,
    );
  });

  it('keeps to loopback unless told otherwise', () => {
    for (const SANDBOX_HOST of ['0.0.0.0', '::', '192.168.1.10', 'example.com']) {
      expect(() => readConfig({ SANDBOX_HOST })).toThrow(/SANDBOX_ALLOW_REMOTE/);
    }
    const remote = readConfig({ SANDBOX_HOST: '0.0.0.0', SANDBOX_ALLOW_REMOTE: '1' });
    expect(remote).toMatchObject({ host: '0.0.0.0', allowRemote: true });
  });
});

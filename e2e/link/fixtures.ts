import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { test as base, expect, type FrameLocator, type Page } from '@playwright/test';
import { type HostPage, startHostPage } from './host-page.ts';

export { expect };

type TokenRequest = Record<string, unknown>;

interface SeenEvent {
  name: string;
  metadata: Record<string, string | null>;
}

/** What the page that opened Link was told. */
interface Seen {
  loads: number;
  events: SeenEvent[];
  success: { publicToken: string | null; metadata: Record<string, unknown> } | null;
  exit: { error: Record<string, unknown> | null; metadata: Record<string, unknown> } | null;
}

const started = /on (http:\/\/\S+)/;

/** Link on a plain page, without the application: only the sandbox runs. */
export class Link {
  readonly page: Page;
  readonly frame: FrameLocator;
  readonly #sandboxUrl: string;
  readonly #host: HostPage;

  constructor(page: Page, sandboxUrl: string, host: HostPage) {
    this.page = page;
    this.frame = page.frameLocator('iframe[id^="plaid-link-iframe"]');
    this.#sandboxUrl = sandboxUrl;
    this.#host = host;
  }

  /** The page's own address, as a redirect_uri. */
  get hostUrl(): string {
    return this.#host.url;
  }

  async ask<T>(path: string, body: object): Promise<T> {
    const response = await fetch(`${this.#sandboxUrl}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ client_id: 'link-e2e', secret: 'secret', ...body }),
    });
    if (!response.ok) throw new Error(`${path}: ${await response.text()}`);
    return (await response.json()) as T;
  }

  async createToken(
    request: TokenRequest = {},
  ): Promise<{ link_token: string; hosted_link_url?: string }> {
    return this.ask('/link/token/create', {
      client_name: 'Plumbline',
      language: 'en',
      country_codes: ['US'],
      user: { client_user_id: 'user-1' },
      ...(request.access_token ? {} : { products: ['transactions'] }),
      ...request,
    });
  }

  /** Opens Link on the page, or its embedded search. */
  async open(request: TokenRequest = {}, { isEmbedded = false } = {}): Promise<void> {
    const { link_token } = await this.createToken(request);
    await this.openToken(link_token, isEmbedded);
  }

  async openToken(token: string, isEmbedded = false): Promise<void> {
    const query = new URLSearchParams({ token, ...(isEmbedded ? { embedded: '1' } : {}) });
    await this.page.goto(`${this.hostUrl}?${query}`);
  }

  /** Past the consent and the phone number, to the banks. */
  async openBanks(request: TokenRequest = {}): Promise<void> {
    await this.open(request);
    await this.press('Continue');
    await this.press('Continue without phone number');
  }

  async openBank(name: string, request: TokenRequest = {}): Promise<void> {
    await this.openBanks(request);
    await this.frame.getByRole('button', { name }).click();
  }

  async press(name: string | RegExp): Promise<void> {
    await this.frame.getByRole('button', { name, exact: true }).click();
  }

  async signIn(password = 'pass_good', username = 'user_good'): Promise<void> {
    await this.frame.getByLabel('Username').fill(username);
    await this.frame.getByLabel('Password', { exact: true }).fill(password);
    await this.press('Continue');
  }

  async expectHeading(name: string | RegExp): Promise<void> {
    await expect(this.frame.getByRole('heading', { level: 1, name })).toBeVisible();
  }

  seen(): Promise<Seen> {
    return this.page.evaluate(() => (window as unknown as { seen: Seen }).seen);
  }

  /** The names of the events, panes by their view. */
  async listEvents(): Promise<string[]> {
    const { events } = await this.seen();
    return events.map(({ name, metadata }) =>
      name === 'TRANSITION_VIEW' ? String(metadata.view_name) : name,
    );
  }

  async waitForSuccess(): Promise<NonNullable<Seen['success']>> {
    await this.page.waitForFunction(
      () => (window as unknown as { seen: Seen }).seen.success !== null,
    );
    const { success } = await this.seen();
    if (!success) throw new Error('onSuccess was not called');
    return success;
  }

  async waitForExit(): Promise<NonNullable<Seen['exit']>> {
    await this.page.waitForFunction(() => (window as unknown as { seen: Seen }).seen.exit !== null);
    const { exit } = await this.seen();
    if (!exit) throw new Error('onExit was not called');
    return exit;
  }

  /** A login linked without Link, to be repaired by it. */
  async createItem(institutionId = 'ins_109508'): Promise<string> {
    const created = await this.ask<{ public_token: string }>('/sandbox/public_token/create', {
      institution_id: institutionId,
      initial_products: ['transactions'],
    });
    return this.exchange(created.public_token);
  }

  /** Somebody to link several banks for. */
  async createUser(): Promise<string> {
    const user = await this.ask<{ user_id: string }>('/user/create', {
      client_user_id: randomUUID(),
    });
    return user.user_id;
  }

  async exchange(publicToken: string | null): Promise<string> {
    const exchanged = await this.ask<{ access_token: string }>('/item/public_token/exchange', {
      public_token: publicToken,
    });
    return exchanged.access_token;
  }
}

interface WorkerParts {
  sandboxUrl: string;
  host: HostPage;
}

export const test = base.extend<{ link: Link }, WorkerParts>({
  sandboxUrl: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from the pattern.
    async ({}, use) => {
      const dataDir = mkdtempSync(join(tmpdir(), 'link-e2e-'));
      const sandbox = spawn(process.execPath, ['sandbox/main.ts'], {
        env: { ...process.env, NODE_NO_WARNINGS: '1', SANDBOX_PORT: '0', DATA_DIR: dataDir },
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      await use(await readUrl(sandbox));
      sandbox.kill();
      await once(sandbox, 'exit');
      rmSync(dataDir, { recursive: true, force: true });
    },
    { scope: 'worker' },
  ],
  host: [
    async ({ sandboxUrl }, use) => {
      const host = await startHostPage(sandboxUrl);
      await use(host);
      await host.close();
    },
    { scope: 'worker' },
  ],
  /** A test fails on any error in the page's console: a violation of a policy among them. */
  link: async ({ page, sandboxUrl, host }, use) => {
    const trouble: string[] = [];
    page.on('pageerror', (error) => trouble.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') trouble.push(message.text());
    });
    await use(new Link(page, sandboxUrl, host));
    expect(trouble).toEqual([]);
  },
});

async function readUrl(sandbox: ChildProcess): Promise<string> {
  if (!sandbox.stdout) throw new Error('The sandbox has no output to read.');
  for await (const line of createInterface(sandbox.stdout)) {
    const url = line.match(started)?.[1];
    if (url) return url;
  }
  throw new Error('The sandbox did not start.');
}

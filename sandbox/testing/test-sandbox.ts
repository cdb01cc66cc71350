import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Configuration, PlaidApi } from 'plaid';
import { afterAll } from 'vitest';
import type { SandboxConfig } from '../config.ts';
import type { Exchange } from '../contract/contract.ts';
import { contract, refuseViolations, watchExchanges } from '../contract/watch.ts';
import { type RunningSandbox, startSandbox } from '../start.ts';

const deadlineMs = 8000;
const pollMs = 10;

export interface TestSandbox extends RunningSandbox {
  config: SandboxConfig;
  /**
   * The official client, in a world of its own. Answers that break Plaid's contract fail the call, as far as
   * the contract is at hand; `see` looks at every exchange instead.
   */
  client(clientId?: string, see?: (exchange: Exchange) => void): PlaidApi;
  control<T>(path: string, body?: unknown): Promise<T>;
  /** Stops it and starts it again on the same state. */
  restart(): Promise<void>;
}

/** The sandbox of a test file, until its last test; then every webhook it sent is held against the contract. */
export async function openTestSandbox(
  overrides: Partial<SandboxConfig> = {},
): Promise<TestSandbox> {
  const sandbox = await startTestSandbox(overrides);
  afterAll(sandbox.close);
  return sandbox;
}

/** A sandbox on a free port with an empty folder; small delays, so that tests need not wait for them. */
export async function startTestSandbox(
  overrides: Partial<SandboxConfig> = {},
): Promise<TestSandbox> {
  const stateDir = overrides.stateDir ?? (await mkdtemp(join(tmpdir(), 'sandbox-test-')));
  const config: SandboxConfig = {
    port: 0,
    host: '127.0.0.1',
    allowRemote: false,
    stateDir,
    initialDelayMs: 0,
    historicalDelayMs: 0,
    webhookRetryScale: 0.001,
    ...overrides,
  };
  let running = await startSandbox(config);
  return {
    config,
    get url() {
      return running.url;
    },
    client: (clientId = 'test-client', see = refuseViolations) =>
      createClient(running.url, clientId, see),
    control: (path, body) => callControl(running.url, path, body),
    restart: async () => {
      await running.close();
      running = await startSandbox(config);
    },
    close: async () => {
      const violations = await checkWebhooks(running.url);
      await running.close();
      await rm(stateDir, { recursive: true, force: true });
      if (violations.length > 0) {
        throw new Error(`Webhooks against the contract:\n${violations.join('\n')}`);
      }
    },
  };
}

export function createClient(
  url: string,
  clientId: string,
  see: (exchange: Exchange) => void = refuseViolations,
): PlaidApi {
  return new PlaidApi(
    new Configuration({
      basePath: url,
      baseOptions: {
        headers: { 'PLAID-CLIENT-ID': clientId, 'PLAID-SECRET': 'secret' },
        timeout: deadlineMs,
        transformResponse: watchExchanges(see),
      },
    }),
  );
}

/** Whatever the sandbox has sent must be as Plaid describes it, whoever received it. */
async function checkWebhooks(url: string): Promise<string[]> {
  if (!contract) {
    return [];
  }
  const { webhooks } = await callControl<{ webhooks: { body: Record<string, unknown> }[] }>(
    url,
    '/webhooks?limit=1000',
  );
  return [...new Set(webhooks.flatMap(({ body }) => contract?.checkWebhook(body) ?? []))];
}

async function callControl<T>(url: string, path: string, body?: unknown): Promise<T> {
  const response = await fetch(`${url}/_control${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: body === undefined ? {} : { 'content-type': 'application/json' },
    body: body === undefined ? null : JSON.stringify(body),
  });
  if (!response.ok) {
    throw new Error(`control ${path} answered ${response.status}: ${await response.text()}`);
  }
  return (await response.json()) as T;
}

/** Asks again and again until there is an answer; fails after the deadline with what it waited for. */
export async function waitFor<T>(
  what: string,
  ask: () => T | null | undefined | false | Promise<T | null | undefined | false>,
): Promise<T> {
  const deadline = Date.now() + deadlineMs;
  for (;;) {
    const answer = await ask();
    if (answer !== null && answer !== undefined && answer !== false) {
      return answer;
    }
    if (Date.now() > deadline) {
      throw new Error(`waited ${deadlineMs} ms in vain for ${what}`);
    }
    await new Promise((resolve) => setTimeout(resolve, pollMs));
  }
}

export interface PlaidProblem {
  status: number;
  error_type: string;
  error_code: string;
  error_message: string;
  display_message: string | null;
  request_id: string;
}

/** The error Plaid's client throws, as a value; fails when the call succeeds. */
export async function catchProblem(call: Promise<unknown>): Promise<PlaidProblem> {
  const error: unknown = await call.then(
    () => new Error('the call was expected to fail'),
    (reason: unknown) => reason,
  );
  const response = (error as { response?: { status: number; data: Omit<PlaidProblem, 'status'> } })
    .response;
  if (!response) {
    throw error;
  }
  return { ...response.data, status: response.status };
}

export interface ReceivedWebhook {
  headers: IncomingHttpHeaders;
  /** The raw bytes as text. */
  text: string;
  body: Record<string, unknown> & { webhook_type: string; webhook_code: string; item_id: string };
}

export interface Receiver {
  url: string;
  received: ReceivedWebhook[];
  /** The statuses to answer with, in turn; 200 once they run out. */
  replies: number[];
  find(code: string): ReceivedWebhook | undefined;
  close(): Promise<void>;
}

/** The receiver of a test file, until its last test. */
export async function openReceiver(): Promise<Receiver> {
  const receiver = await startReceiver();
  afterAll(receiver.close);
  return receiver;
}

/** A local stand-in for the application's webhook endpoint. */
export async function startReceiver(): Promise<Receiver> {
  const received: ReceivedWebhook[] = [];
  const replies: number[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const text = Buffer.concat(chunks).toString('utf8');
      received.push({ headers: request.headers, text, body: JSON.parse(text) });
      response.writeHead(replies.shift() ?? 200).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhook`,
    received,
    replies,
    find: (code) => received.find((webhook) => webhook.body.webhook_code === code),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

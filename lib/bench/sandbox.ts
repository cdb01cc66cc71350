import 'server-only';
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { withScratchDir } from './bench-stack.ts';
import { atMost, percentile, type Report } from './report.ts';

const bigItemRows = 100_000;
const idleItems = 100;
const pageRows = 500;
const headers = {
  'content-type': 'application/json',
  'plaid-client-id': 'bench',
  'plaid-secret': 'bench',
};

type Sandbox = { process: ChildProcess; url: string; startMs: number };

/**
 * The sandbox as its own process: how soon it answers, what a hundred Items weigh, how fast it reads an
 * Item of a hundred thousand transactions, and how long others wait while that Item is made.
 */
export function benchSandbox(): Promise<Report> {
  return withScratchDir(async (dir) => {
    const first = await startSandbox(dir);
    try {
      const tokens = await linkItems(first.url, idleItems);
      await sleep(3_000);
      const weightMiB = readMemoryMiB(first.process);
      const waits = await timeWaits(first.url, () => makeBig(first.url));
      const pages = await timePages(first.url, tokens.at(-1) ?? '');
      await stop(first);
      const second = await startSandbox(dir);
      await stop(second);
      return {
        name: 'sandbox',
        results: [
          atMost('start on an empty folder', first.startMs, 'ms', 1_000),
          atMost('start beside a big Item', second.startMs, 'ms', 1_000),
          atMost(`memory with ${idleItems} idle Items`, weightMiB, 'MiB', 150),
          atMost('wait of others while a big Item is made, p50', percentile(waits, 0.5), 'ms', 50),
          atMost(
            'wait of others while a big Item is made, p99',
            percentile(waits, 0.99),
            'ms',
            100,
          ),
          atMost('page of 500 of 100,000 transactions, p50', percentile(pages, 0.5), 'ms', 5),
          atMost('page of 500 of 100,000 transactions, p95', percentile(pages, 0.95), 'ms', 15),
        ],
      };
    } finally {
      first.process.kill('SIGKILL');
    }
  });
}

async function startSandbox(dataDir: string): Promise<Sandbox> {
  const startedAt = performance.now();
  const { PATH, HOME } = process.env;
  const child = spawn(process.execPath, ['sandbox/main.ts'], {
    env: { NODE_ENV: 'production', PATH, HOME, DATA_DIR: dataDir, SANDBOX_PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  const url = String(line).match(/http:\S+/)?.[0];
  if (!url) throw new Error(`The sandbox said: ${line}`);
  await fetch(`${url}/_control/health`);
  return { process: child, url, startMs: performance.now() - startedAt };
}

async function stop({ process: child }: Sandbox): Promise<void> {
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  await exited;
}

async function linkItems(url: string, count: number): Promise<string[]> {
  const tokens: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const { public_token } = await call<{ public_token: string }>(
      `${url}/sandbox/public_token/create`,
      { institution_id: 'ins_109508', initial_products: ['transactions'] },
    );
    const { access_token } = await call<{ access_token: string }>(
      `${url}/item/public_token/exchange`,
      { public_token },
    );
    tokens.push(access_token);
  }
  return tokens;
}

function readMemoryMiB({ pid }: ChildProcess): number {
  return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) / 1024;
}

/** Makes the Item linked last big. */
async function makeBig(url: string): Promise<void> {
  const { items } = (await (await fetch(`${url}/_control/items`)).json()) as {
    items: { item_id: string }[];
  };
  await call(`${url}/_control/items/${items[0]?.item_id}/transactions/bulk`, {
    count: bigItemRows,
  });
}

/** How long a small call takes, again and again while the work is under way. */
async function timeWaits(url: string, work: () => Promise<void>): Promise<number[]> {
  const waits: number[] = [];
  let isDone = false;
  const working = work().finally(() => {
    isDone = true;
  });
  while (!isDone) {
    const askedAt = performance.now();
    await (await fetch(`${url}/_control/health`)).text();
    waits.push(performance.now() - askedAt);
  }
  await working;
  return waits;
}

/** From sending the call to the last byte of the page. */
async function timePages(url: string, access_token: string): Promise<number[]> {
  const times: number[] = [];
  const agent = new Agent({ keepAlive: true });
  let cursor = '';
  for (;;) {
    const askedAt = performance.now();
    const bytes = await readBytes(agent, `${url}/transactions/sync`, {
      access_token,
      cursor,
      count: pageRows,
    });
    times.push(performance.now() - askedAt);
    cursor = readNextCursor(bytes);
    if (cursor === '') {
      agent.destroy();
      return times;
    }
  }
}

/** Unparsed: half a megabyte of garbage would be collected in the next page's time. Empty at the last page. */
function readNextCursor(page: Buffer): string {
  const at = page.lastIndexOf('"next_cursor":"');
  const cursor = page.toString('latin1', at, at + 300).match(/"next_cursor":"([^"]*)"/)?.[1];
  if (cursor === undefined) throw new Error(`No page: ${page.toString('utf8', 0, 300)}`);
  return page.includes('"has_more":true') ? cursor : '';
}

/** Without fetch, whose streams cost as much as the page itself. */
function readBytes(agent: Agent, url: string, body: object): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const outgoing = request(url, { method: 'POST', agent, headers }, (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.on('end', () => resolve(Buffer.concat(chunks)));
    });
    outgoing.on('error', reject);
    outgoing.end(JSON.stringify(body));
  });
}

async function call<Answer>(url: string, body: object): Promise<Answer> {
  const response = await post(url, body);
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${await response.text()}`);
  return (await response.json()) as Answer;
}

function post(url: string, body: object): Promise<Response> {
  return fetch(url, {
    method: 'POST',
    headers,
    body: JSON.stringify(body),
  });
}

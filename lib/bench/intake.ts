import 'server-only';
import { type Browser, chromium, type Page, request } from 'playwright';
import { db } from '#lib/db/client';
import { findChromium } from '#lib/stack/chromium';
import type { Stack } from '#lib/stack/stack';
import { createHousehold, type LinkedItem, linkItem } from '#lib/testing/household';
import { withBenchStack } from './bench-stack.ts';
import { readCpuMs } from './cpu.ts';
import { findMember, settle } from './heavy-household.ts';
import type { Options } from './options.ts';
import { atMost, percentile, type Report, type Result } from './report.ts';
import { type Answered, sendWebhooks } from './send-webhooks.ts';
import { signIn } from './sign-in.ts';
import { untilCaughtUp } from './sync-engine.ts';
import { timeVerification } from './verification.ts';
import { type WebServers, withWebServers } from './web-servers.ts';
import { openTransactions, timeRow } from './webhook.ts';

/** Of as many households. Each hears of something every half a second. */
const connections = 100;
const linkedAtOnce = 4;
/** A core each, at 200 a second; also of what is no part of the product and takes the machine's time from it. */
const ofCore = 5;

/**
 * Plaid's webhooks at their fastest: how soon each is answered, from the moment that it was due; whether all that
 * were acknowledged are there afterwards; and how long a booked row takes meanwhile to a page that is open. Web
 * servers get webhooks in turns; the page is the first one's.
 */
export function benchIntake(options: Options): Promise<Report> {
  return withBenchStack({ PLAID_RATE_LIMITS: 'false' }, ({ stack }) =>
    withWebServers(stack, options.web, (webs) => measure(stack, webs, options)),
  );
}

async function measure(
  stack: Stack,
  webs: WebServers,
  { seconds, rate, web }: Options,
): Promise<Report> {
  const browser = await chromium.launch({
    executablePath: findChromium(),
    args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-background-networking'],
  });
  try {
    const items = await linkMany();
    const { page, plaidItemId } = await openPage(browser, stack);
    await settle();
    const before = readCpu(stack, webs);
    const load = sendWebhooks(webs.urls, items, { perSecond: rate, seconds });
    const delays = await timeRows(page, stack, plaidItemId, load);
    return {
      name: `intake, by ${web} web servers`,
      results: [
        ...(await judge(await load, rate)),
        ...tellCost(readCpu(stack, webs), before, rate * seconds),
        atMost(
          `booked → row on the page, p50 of ${delays.length}`,
          percentile(delays, 0.5) / 1_000,
          's',
          10,
        ),
        atMost(
          `booked → row on the page, p95 of ${delays.length}`,
          percentile(delays, 0.95) / 1_000,
          's',
          10,
        ),
        await timeVerification(),
      ],
    };
  } finally {
    await browser.close();
  }
}

type Cpu = Record<string, number>;

function readCpu({ pidOf }: Stack, webs: WebServers): Cpu {
  const [worker = 0, postgres = 0, sandbox = 0] = ['worker', 'postgres', 'sandbox'].map((name) =>
    readCpuMs(pidOf(name)),
  );
  const web = webs.cpuMs();
  const rest = readCpuMs(process.pid) - web - worker - postgres - sandbox;
  return { web, worker, postgres, sandbox, 'who sends, and the browser': rest };
}

/** With the syncs that follow, which are fewer than the webhooks the more of them there are. */
function tellCost(now: Cpu, before: Cpu, webhooks: number): Result[] {
  return Object.entries(now).map(([name, ms]) =>
    atMost(
      `a webhook and what follows, ${name}`,
      (ms - (before[name] ?? 0)) / webhooks,
      'ms CPU',
      ofCore,
    ),
  );
}

async function linkMany(): Promise<LinkedItem[]> {
  const items: LinkedItem[] = [];
  while (items.length < connections) {
    const some = Array.from({ length: linkedAtOnce }, async () =>
      linkItem(await createHousehold()),
    );
    for (const item of await Promise.all(some)) {
      await untilCaughtUp(item);
      items.push(item);
    }
  }
  return items;
}

/** A person whose own bank sends its webhooks by itself, in front of their transactions. */
async function openPage(
  browser: Browser,
  stack: Stack,
): Promise<{ page: Page; plaidItemId: string }> {
  const api = await request.newContext({ baseURL: stack.url });
  const owner = await findMember(await signIn(api, stack.url));
  const item = await linkItem(owner, { webhook: `${stack.url}/api/plaid/webhook` });
  await untilCaughtUp(item);
  const context = await browser.newContext({
    baseURL: stack.url,
    storageState: await api.storageState(),
  });
  await api.dispose();
  const page = await context.newPage();
  await openTransactions(page);
  return { page, plaidItemId: item.plaidItemId };
}

/** One row after the other, as long as there is load. */
async function timeRows(
  page: Page,
  stack: Stack,
  plaidItemId: string,
  load: Promise<unknown>,
): Promise<number[]> {
  const delays: number[] = [];
  let isOver = false;
  const over = load.finally(() => {
    isOver = true;
  });
  while (!isOver) {
    delays.push(await timeRow(page, stack, plaidItemId, `Sample ${delays.length} of the bench`));
  }
  await over;
  return delays;
}

async function judge(answered: Answered[], rate: number): Promise<Result[]> {
  const taken = answered.filter(({ status }) => status === 200);
  const found = await db().$queryRaw<{ number: number }[]>`
    SELECT ("body"->>'number')::int AS "number" FROM "WebhookLog" WHERE "body" ? 'number'`;
  const kept = new Set(found.map(({ number }) => number));
  const lost = taken.filter(({ number }) => !kept.has(number)).length;
  const times = answered.map(({ ms }) => ms);
  const what = `due → acknowledged at ${rate} a second`;
  return [
    atMost(`${what}, p50 of ${answered.length}`, percentile(times, 0.5), 'ms', 250),
    atMost(`${what}, p99`, percentile(times, 0.99), 'ms', 250),
    atMost('not acknowledged', answered.length - taken.length, '', 0),
    atMost('acknowledged and lost', lost, '', 0),
  ];
}

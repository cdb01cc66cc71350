import 'server-only';
import { chromium, type Page } from 'playwright';
import { findChromium } from '#lib/stack/chromium';
import type { Stack } from '#lib/stack/stack';
import { startBenchStack, withScratchDir } from './bench-stack.ts';
import { atMost, percentile, type Report } from './report.ts';
import { signIn } from './sign-in.ts';

const samples = 40;
const warmUps = 3;
/** Under load a row may take long, and that it did is a figure, not the end of the bench. */
const patienceMs = 120_000;

/**
 * What a person sees, timed in a real browser: from Link's closing to the first transactions, and
 * from a change at the bank (the sandbox answering that it was booked) to the row on the open page:
 * signed webhook, intake, queue, sync, commit, event, revalidation, paint.
 */
export function benchWebhook(): Promise<Report> {
  return withScratchDir(async (dir) => {
    const stack = await startBenchStack(dir);
    const browser = await chromium.launch({
      executablePath: findChromium(),
      args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-background-networking'],
    });
    try {
      const context = await browser.newContext({ baseURL: stack.url });
      await signIn(context.request, stack.url);
      const page = await context.newPage();
      const firstSyncMs = await timeFirstSync(page);
      const delays = await timeWebhooks(page, stack);
      return {
        name: 'webhook',
        results: [
          atMost('Link closes → transactions on the page', firstSyncMs, 'ms', 3_000),
          atMost('booked at the bank → row on the page, p50', percentile(delays, 0.5), 'ms', 1_000),
          atMost(
            'booked at the bank → row on the page, p95',
            percentile(delays, 0.95),
            'ms',
            1_000,
          ),
        ],
      };
    } finally {
      await browser.close();
      await stack.stop();
    }
  });
}

async function timeFirstSync(page: Page): Promise<number> {
  await page.goto('/');
  await page.getByRole('button', { name: 'Link a bank' }).click();
  const link = page.frameLocator('iframe[id^="plaid-link-iframe"]');
  await link.getByRole('button', { name: 'Continue' }).click();
  await link.getByRole('button', { name: 'Continue without phone number' }).click();
  await link.getByRole('button', { name: 'First Platypus Bank' }).first().click();
  await link.getByLabel('Username').fill('user_good');
  await link.getByLabel('Password', { exact: true }).fill('pass_good');
  await link.getByRole('button', { name: 'Continue' }).click();
  await link.getByRole('button', { name: /^Continue with \d+ accounts$/ }).click();
  await link.getByRole('button', { name: 'Done' }).click();
  const startedAt = performance.now();
  await page.getByRole('region', { name: 'Recent' }).getByText('Starbucks').first().waitFor();
  return performance.now() - startedAt;
}

async function timeWebhooks(page: Page, stack: Stack): Promise<number[]> {
  const { items } = (await (await fetch(`${stack.sandboxUrl}/_control/items`)).json()) as {
    items: { item_id: string }[];
  };
  await openTransactions(page);
  const delays: number[] = [];
  for (let index = 0; index < samples + warmUps; index += 1) {
    const name = `Sample ${index} of the bench`;
    const delay = await timeRow(page, stack, items[0]?.item_id ?? '', name);
    if (index >= warmUps) delays.push(delay);
  }
  return delays;
}

export async function openTransactions(page: Page): Promise<void> {
  await page.goto('/transactions');
  await page.getByRole('row').nth(3).waitFor();
}

/** From the bank's booking of a row, of which it sends a webhook, to the row on the open page, in milliseconds. */
export async function timeRow(
  page: Page,
  { sandboxUrl }: Stack,
  plaidItemId: string,
  name: string,
): Promise<number> {
  const booked = await fetch(`${sandboxUrl}/_control/items/${plaidItemId}/transactions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ add: [{ amount: 1, name, merchant_name: name }] }),
  });
  if (!booked.ok) throw new Error(`The sandbox answered ${booked.status}.`);
  const bookedAt = performance.now();
  await page.getByRole('row', { name: new RegExp(name) }).waitFor({ timeout: patienceMs });
  return performance.now() - bookedAt;
}

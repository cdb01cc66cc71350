import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { type Api, control, expect, type LinkedItem } from './fixtures.ts';
import { linkFrame, signInAtBank } from './link.ts';

export const bank = 'First Platypus Bank';

/** With STATE_SHOTS=folder every state is kept as pictures, of the banner and of the row. */
export async function shoot(page: Page, name: string): Promise<void> {
  const folder = process.env.STATE_SHOTS;
  if (!folder) return;
  for (const [width, height] of [
    [1280, 800],
    [360, 740],
  ] as const) {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.setViewportSize({ width, height });
      await page.emulateMedia({ colorScheme });
      const path = join(folder, `${name}-${width}-${colorScheme}.png`);
      await page.screenshot({ path, animations: 'disabled' });
    }
  }
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.emulateMedia({ colorScheme: null });
}

// Not the message that says so, which names the bank, too.
export const bannerOf = (page: Page) => page.getByRole('status').filter({ hasText: `${bank}:` });
export const rowOf = (page: Page) =>
  page.getByRole('main').getByRole('listitem').filter({ hasText: bank });

/** The next syncs of the Item end in this error of Plaid's. */
export async function failSyncs(
  api: Api,
  item: LinkedItem,
  { type, code, times = 1 }: { type: string; code: string; times?: number },
): Promise<void> {
  await waitForQuiet(api, item);
  await control('/faults', {
    path: '/transactions/sync',
    itemId: item.plaidItemId,
    times,
    status: 400,
    errorType: type,
    errorCode: code,
  });
  const read = () =>
    api.ask<{ items: { outcome: string }[] }>('GET', `/api/items/${item.id}/sync-runs`);
  for (let failed = 1; failed <= times; failed += 1) {
    await api.ask('POST', `/api/items/${item.id}/sync`);
    await expect
      .poll(async () => (await read()).items.filter(({ outcome }) => outcome === 'failed').length)
      .toBe(failed);
  }
}

/** Nothing of the linking is under way any more that could wake the Item. */
export async function waitForQuiet(api: Api, item: LinkedItem): Promise<void> {
  type Sent = { state: string; body: { webhook_code: string } };
  await expect
    .poll(async () => {
      const { webhooks } = await control<{ webhooks: Sent[] }>(
        `/webhooks?itemId=${item.plaidItemId}`,
      );
      const codes = webhooks.map(({ body }) => body.webhook_code);
      const isAllSent = webhooks.every(({ state }) => state === 'delivered');
      return isAllSent && codes.includes('HISTORICAL_UPDATE');
    })
    .toBe(true);
  await expectStateName(api, item, 'healthy');
}

/** The state as the banner of every page and as the row of the connections page say it. */
export async function expectState(
  page: Page,
  { label, text, action, turn }: { label: string; text: RegExp; action: string; turn?: string },
): Promise<Locator> {
  await page.goto('/');
  const banner = bannerOf(page);
  await expect(banner).toContainText(`${bank}: ${label}`);
  await expect(banner).toContainText(text);
  const [button, link] = [
    banner.getByRole('button', { name: action }),
    banner.getByRole('link', { name: action }),
  ];
  await expect(button.or(link)).toBeVisible();
  await shoot(page, `${label.toLowerCase().replaceAll(' ', '-')}-banner`);
  await page.goto('/connections');
  const row = rowOf(page);
  await expect(row).toContainText(label);
  await expect(row).toContainText(text);
  if (turn) await expect(row).toContainText(turn);
  await shoot(page, `${label.toLowerCase().replaceAll(' ', '-')}-row`);
  return row;
}

export async function expectStateName(api: Api, item: LinkedItem, name: string): Promise<void> {
  const read = () => api.ask<{ state: { name: string } }>('GET', `/api/items/${item.id}`);
  await expect.poll(async () => (await read()).state.name).toBe(name);
}

export async function chooseAllAccounts(page: Page): Promise<void> {
  const link = linkFrame(page);
  await signInAtBank(link, 'user_good', 'pass_good');
  const boxes = link.getByRole('checkbox');
  await boxes.first().waitFor();
  for (const box of await boxes.all()) {
    if (!(await box.isChecked())) await box.locator('xpath=ancestor::label').click();
  }
  await link.getByRole('button', { name: /^Continue with \d+ accounts?$/ }).click();
  await link.getByRole('button', { name: 'Done' }).click();
}

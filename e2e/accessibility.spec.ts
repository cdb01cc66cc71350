import type { Page } from '@playwright/test';
import { listViolations } from './support/axe.ts';
import {
  Api,
  baseUrl,
  control,
  expect,
  joinBy,
  linkBank,
  newPerson,
  test,
} from './support/fixtures.ts';

type Look = { theme: 'light' | 'dark'; width: 1280 | 360 };

const day: Look[] = [
  { theme: 'light', width: 1280 },
  { theme: 'dark', width: 360 },
];
const night: Look[] = [
  { theme: 'dark', width: 1280 },
  { theme: 'light', width: 360 },
];

async function expectSound(page: Page, where: string): Promise<void> {
  expect(await listViolations(page), where).toEqual([]);
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow, `${where} scrolls sideways`).toBeLessThanOrEqual(0);
}

/** The page fixture fails a test on any console error, a violation of the policy among them. */
async function visitAll(page: Page, paths: string[], looks: Look[]): Promise<void> {
  for (const { theme, width } of looks) {
    await page.context().addCookies([{ name: 'plumbline.theme', value: theme, url: baseUrl }]);
    await page.setViewportSize({ width, height: 800 });
    for (const path of paths) {
      await page.goto(path);
      await page.getByRole('heading', { level: 1 }).first().waitFor();
      await expectSound(page, `${path} ${theme} ${width}`);
    }
  }
}

const pages = [
  '/',
  '/accounts',
  '/net-worth',
  '/reports',
  '/reports/flow',
  '/reports/spending',
  '/reports/income',
  '/reports/years',
  '/reports/custom?by=merchant&compare=before&as=table',
  '/goals',
  '/debts',
  '/debts/plan',
  '/documents',
  '/documents/asset-reports',
  '/documents/statements',
  '/documents/income',
  '/documents/sharing',
  '/investments',
  '/recurring',
  '/recurring/calendar',
  '/recurring/forecast',
  '/import',
  '/transactions',
  '/transactions/owed',
  '/transactions/questions',
  '/connections',
  '/connections/calendar',
  '/settings/api',
  '/settings/api/webhooks',
  '/settings/api/reference',
  '/settings/api/reference/accounts',
  '/settings/currencies',
  '/settings/household',
  '/settings/identity',
  '/settings/notifications',
  '/settings/profile',
  '/settings/security',
];

test('the pages of a stranger are accessible in both themes and on a phone', async ({ page }) => {
  test.slow();
  const used = ['/sign-up/used', '/reset/used', '/invite/used'];
  await visitAll(page, ['/sign-in', '/sign-up', '/forgot', '/shared', ...used], [...day, ...night]);
});

// Of every page both themes and both widths are seen, half of them empty and half with data.
for (const look of night) {
  test(`the empty pages are, ${look.theme} and ${look.width} px`, async ({ page, api: _ }) => {
    test.slow();
    await visitAll(page, pages, [look]);
  });
}

for (const look of day) {
  test(`the pages with data are, ${look.theme} and ${look.width} px`, async ({
    page,
    api,
    browser,
  }) => {
    test.slow();
    await linkBank(api, { username: 'user_good' });
    const context = await browser.newContext({ baseURL: baseUrl });
    const guest = new Api(context.request);
    await guest.signIn(newPerson());
    await joinBy(api, guest, 'viewer');
    await api.ask('POST', '/api/invites', { role: 'member', email: 'ben@example.com' });
    const { items } = await api.ask<{ items: { id: string }[] }>('GET', '/api/accounts');
    const account = `/accounts/${items[0]?.id}`;
    await visitAll(page, [...pages, account, `${account}/missing?date=2026-01-31&text=a`], [look]);
    await context.close();
  });
}

test('banner, drawer, menu and dialog are', async ({ page, api }) => {
  const item = await linkBank(api);
  await control(`/items/${item.plaidItemId}/login`, { state: 'required' });
  await page.goto('/');
  await page.getByRole('status').filter({ hasText: 'sign in again' }).waitFor();
  await expectSound(page, 'the banner');
  await page.goto('/connections');
  await page.getByRole('button', { name: /^More for/ }).click();
  await page.getByRole('menuitem', { name: 'Disconnect' }).click();
  await page.getByRole('alertdialog').waitFor();
  await expectSound(page, 'the dialog');
  await page.keyboard.press('Escape');
  await page.goto('/transactions');
  await page.getByRole('row').nth(2).getByRole('button').first().click();
  await page.getByRole('dialog').getByLabel('Note').waitFor();
  await expectSound(page, 'the drawer');
  await page.getByRole('dialog').getByLabel('Category').click();
  await page.getByRole('combobox', { name: 'Search categories' }).waitFor();
  await expectSound(page, 'the list of categories');
});

test('a page that is not there says so', async ({ page, api: _, expectedTrouble }) => {
  expectedTrouble.push('status of 404');
  await page.goto('/no-such-page');
  await expect(page.getByRole('heading', { name: 'There is no such page' })).toBeVisible();
  await expectSound(page, 'not found');
});

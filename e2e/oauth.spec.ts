import type { Page } from '@playwright/test';
import { type Api, askSandbox, expect, test } from './support/fixtures.ts';
import { linkFrame } from './support/link.ts';

const bank = 'Platypus OAuth Bank';

async function goToBank(page: Page): Promise<void> {
  await page.goto('/connections');
  await page.getByRole('button', { name: 'Link a bank' }).click();
  const link = linkFrame(page);
  await link.getByRole('button', { name: 'Continue' }).click();
  await link.getByRole('button', { name: 'Continue without phone number' }).click();
  await link.getByRole('button', { name: bank, exact: false }).first().click();
  await link.getByRole('button', { name: `Go to ${bank}` }).click();
}

async function allowAtBank(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('button', { name: /^Allow \d/ }).click();
}

async function expectLinked(page: Page, api: Api): Promise<void> {
  await expect(page).toHaveURL('/connections');
  await expect(page.getByRole('main').getByRole('listitem')).toContainText(bank);
  expect((await api.ask<{ items: unknown[] }>('GET', '/api/items')).items).toHaveLength(1);
}

test('a bank with a page of its own sends the person back, and Link goes on', async ({
  page,
  api,
}) => {
  await goToBank(page);
  await allowAtBank(page);
  await expect(page).toHaveURL(/\/link\/oauth\?oauth_state_id=/);
  await linkFrame(page).getByRole('button', { name: 'Done' }).click();
  await expectLinked(page, api);
});

test('a return that did not load is tried again by a reload', async ({
  page,
  api,
  expectedTrouble,
}) => {
  expectedTrouble.push('ERR_FAILED');
  await goToBank(page);
  await page.route('**/api/items/link-token*', (route) => route.abort(), { times: 1 });
  await allowAtBank(page);
  await expect(page.getByRole('heading', { name: 'Link did not open' })).toBeVisible();
  await page.reload();
  const link = linkFrame(page);
  await expect(link.getByRole('button', { name: 'Done' })).toBeVisible();

  // Once Link has taken the bank's answer, Plaid takes it no second time.
  await page.reload();
  await link.getByRole('button', { name: 'Close' }).last().click();
  await expect(page.getByRole('heading', { name: 'Link was closed' })).toBeVisible();
  await expect(page.getByRole('region', { name: /^Messages/ })).toContainText('was used already');
  expect((await api.ask<{ items: unknown[] }>('GET', '/api/items')).items).toEqual([]);
});

test('the return works in another tab, even in one that opened Link for something else', async ({
  page,
  api,
  context,
}) => {
  const other = await context.newPage();
  await other.goto('/connections');
  await other.getByRole('button', { name: 'Link a bank' }).click();
  await linkFrame(other).getByRole('button', { name: 'Continue' }).waitFor();

  await page.bringToFront();
  await goToBank(page);
  await page.getByRole('button', { name: 'Sign in' }).click();
  // The bank's app opens its return address wherever it likes.
  const [request] = await Promise.all([
    page.waitForRequest(/\/link\/oauth\?oauth_state_id=/),
    page.getByRole('button', { name: /^Allow \d/ }).click(),
  ]);
  await page.close();
  await other.goto(request.url());
  await linkFrame(other).getByRole('button', { name: 'Done' }).click();
  await expectLinked(other, api);
});

test('a return that belongs to nothing is explained', async ({ page, api: _, expectedTrouble }) => {
  expectedTrouble.push('404');
  await page.goto('/link/oauth?oauth_state_id=7a6f2a4e-0000-4000-8000-000000000000');
  await expect(
    page.getByRole('heading', { name: 'This return from a bank cannot be used' }),
  ).toBeVisible();
  await expect(page.getByRole('main')).toContainText('nothing is lost');
  await page.goto('/link/oauth');
  await expect(page.getByRole('button', { name: 'Link a bank' })).toBeVisible();
});

test('refused at the bank, it says so, and Link can be opened again', async ({ page, api: _ }) => {
  await goToBank(page);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('button', { name: 'Refuse' }).click();
  const link = linkFrame(page);
  await link.getByRole('button', { name: 'Close' }).click();
  await link.getByRole('button', { name: 'Leave' }).click();
  await expect(page.getByRole('heading', { name: 'Link was closed' })).toBeVisible();
  const messages = page.getByRole('region', { name: /^Messages/ });
  await expect(messages).toContainText('The bank did not share what is needed');
  await expect(messages).toContainText('Plaid’s reference:');
  await messages.getByRole('button', { name: 'Try again' }).click();
  await expect(link.getByRole('button', { name: 'Continue' })).toBeVisible();
});

test('without a return address the bank’s page is a window of its own', async ({ page, api }) => {
  await page.route('**/api/items/link-token', async (route) => {
    const { linkToken } = (await (await route.fetch()).json()) as { linkToken: string };
    const asked = await askSandbox<{ metadata: object }>('/link/token/get', {
      link_token: linkToken,
    });
    expect(asked.metadata).toHaveProperty('redirect_uri');
    const { link_token, expiration } = await askSandbox<Record<string, string>>(
      '/link/token/create',
      {
        client_name: 'Plumbline',
        language: 'en',
        country_codes: ['US'],
        user: { client_user_id: 'somebody' },
        products: ['transactions'],
      },
    );
    await route.fulfill({ json: { id: crypto.randomUUID(), linkToken: link_token, expiration } });
  });
  await page.goto('/connections');
  await page.getByRole('button', { name: 'Link a bank' }).click();
  const link = linkFrame(page);
  await link.getByRole('button', { name: 'Continue' }).click();
  await link.getByRole('button', { name: 'Continue without phone number' }).click();
  await link.getByRole('button', { name: bank, exact: false }).first().click();
  const opened = page.waitForEvent('popup');
  await link.getByRole('button', { name: `Go to ${bank}` }).click();
  await allowAtBank(await opened);
  await link.getByRole('button', { name: 'Done' }).click();
  await expectLinked(page, api);
});

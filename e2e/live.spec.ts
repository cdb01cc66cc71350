import { control, expect, linkBank, test } from './support/fixtures.ts';

test('a webhook brings a new transaction onto the open page', async ({ page, api }) => {
  const item = await linkBank(api);
  await page.goto('/transactions');
  await expect(page.getByRole('row').nth(3)).toBeVisible();
  await control(`/items/${item.plaidItemId}/transactions`, {
    add: [{ amount: 42.17, name: 'Corner Bakery', merchant_name: 'Corner Bakery' }],
  });
  // No reload: the row comes by itself. How soon: `npm run bench -- webhook`.
  const row = page.getByRole('row', { name: /Corner Bakery/ });
  await expect(row).toBeVisible();
  await expect(row).toContainText('42.17');
});

test('a pending row posts in place, and what the person wrote stays', async ({ page, api }) => {
  const item = await linkBank(api);
  const { added } = await control<{ added: string[] }>(`/items/${item.plaidItemId}/transactions`, {
    add: [{ amount: 20, name: 'Diner', merchant_name: 'Diner', pending: true }],
  });
  await page.goto('/transactions');
  const row = page.getByRole('row', { name: /Diner/ });
  await expect(row).toContainText('Pending');
  await row.getByRole('button', { name: 'Diner' }).click();
  const drawer = page.getByRole('dialog', { name: 'Diner' });
  await drawer.getByLabel('Note').fill('Lunch with Ida');
  await page.keyboard.press('Escape');
  await expect(drawer).toBeHidden();
  await expect(row).toContainText('Lunch with Ida');

  await control(`/items/${item.plaidItemId}/transactions`, {
    post: [{ transaction_id: added[0], amount: 24 }],
  });
  await expect(row).toContainText('24.00');
  await expect(row).not.toContainText('Pending');
  await expect(row).toContainText('Lunch with Ida');
});

test('nine tabs share one stream: the last one answers, and all of them hear of a change', async ({
  page,
  api,
}) => {
  test.slow();
  const item = await linkBank(api);
  let streams = 0;
  page.context().on('request', (request) => {
    if (/\/api\/events\?since=[^&]*$/.test(request.url())) streams += 1;
  });
  const tabs = [page];
  for (let count = 1; count < 9; count += 1) tabs.push(await page.context().newPage());
  for (const tab of tabs) {
    await tab.goto('/transactions');
    await expect(tab.getByRole('row').nth(3)).toBeVisible();
  }
  expect(streams).toBe(1);
  await control(`/items/${item.plaidItemId}/transactions`, {
    add: [{ amount: 5, name: 'To every tab' }],
  });
  for (const tab of tabs) {
    await expect(tab.getByRole('row', { name: /To every tab/ })).toBeVisible();
  }

  // The tab with the stream goes; another takes over and catches up.
  await page.goto('about:blank');
  await control(`/items/${item.plaidItemId}/transactions`, {
    add: [{ amount: 6, name: 'After the change of guard' }],
  });
  await expect(
    tabs[8]?.getByRole('row', { name: /After the change of guard/ }) ?? page.locator('nothing'),
  ).toBeVisible();
});

test('Back shows what changed since, also where the server drew it', async ({ page, api }) => {
  await linkBank(api);
  const { items } = await api.ask<{ items: { id: string; name: string }[] }>(
    'GET',
    '/api/accounts',
  );
  const [account] = items;
  await page.goto('/net-worth');
  const main = page.getByRole('main');
  await expect(main.getByText(account?.name ?? '').first()).toBeVisible();
  await page.getByRole('link', { name: 'Connections' }).click();
  await expect(page.getByRole('heading', { name: 'Connections' })).toBeVisible();
  await api.ask('PATCH', `/api/accounts/${account?.id}`, { name: 'Rainy days' });
  await page.goBack();
  await expect(main.getByText('Rainy days').first()).toBeVisible();
});

test.use({ expectedTrouble: ['net::ERR_FAILED'] });

test('the page goes on without events and catches up when they return', async ({ page, api }) => {
  const item = await linkBank(api);
  await page.route('**/api/events?*', (route) => route.abort());
  await page.goto('/transactions');
  await expect(page.getByRole('row').nth(3)).toBeVisible();
  await page.unroute('**/api/events?*');
  await control(`/items/${item.plaidItemId}/transactions`, {
    add: [{ amount: 3, name: 'While away' }],
  });
  await expect(page.getByRole('row', { name: /While away/ })).toBeVisible();
});

import { expect, test } from './support/fixtures.ts';

test.use({ serviceWorkers: 'allow' });

test('the app can be installed, keeps no data, and says so where there is no connection', async ({
  page,
  api: _,
  context,
  expectedTrouble,
}) => {
  expectedTrouble.push('ERR_INTERNET_DISCONNECTED', 'status of 503', 'Failed to fetch');
  await page.goto('/');
  const href = await page.locator('link[rel=manifest]').getAttribute('href');
  const manifest = await page.request.get(href ?? '');
  expect(manifest.ok()).toBe(true);
  const { icons } = (await manifest.json()) as { icons: { src: string; type: string }[] };
  for (const { src, type } of icons) {
    const icon = await page.request.get(src);
    expect(icon.headers()['content-type'], src).toContain(type);
  }
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await page.goto('/accounts');
  await expect(page.getByRole('heading', { name: 'No accounts yet' })).toBeVisible();

  await context.setOffline(true);
  await page.goto('/transactions');
  await expect(page.getByRole('heading', { name: 'There is no connection' })).toBeVisible();
  await context.setOffline(false);
  await page.getByRole('link', { name: 'Try again' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Transactions' })).toBeVisible();
  expect(await page.evaluate(() => caches.keys())).toEqual([]);
});

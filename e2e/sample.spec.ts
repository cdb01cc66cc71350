import { listViolations } from './support/axe.ts';
import { expect, test } from './support/fixtures.ts';

/** Whoever hides amounts hides them on all of these. */
const pagesWithAmounts = [
  '/',
  '/accounts',
  '/net-worth',
  '/budgets',
  '/goals',
  '/reports?compare=year',
  '/reports/spending?compare=year',
  '/reports/spending?as=table',
  '/reports/flow',
  '/reports/years',
  '/recurring',
  '/recurring/calendar',
  '/recurring/forecast',
];

test('sample data is looked around in, told from one’s own everywhere, and gone at a press', async ({
  page,
  api,
}) => {
  test.slow();
  await page.goto('/');
  const enter = page.getByRole('button', { name: 'Look around with sample data' });
  await enter.focus();
  await page.keyboard.press('Enter');
  const banner = page.getByRole('note').filter({ hasText: 'Sample data' });
  await expect(banner).toBeVisible({ timeout: 20_000 });
  await expect(page.getByText('Free to spend').or(page.getByText('Over budget'))).toBeVisible();
  await expect(page.getByRole('button', { name: 'Link a bank' })).toBeHidden();
  const rent = page.getByRole('region', { name: 'Spending' }).getByRole('listitem').first();
  await expect(rent).toContainText('Rent');
  expect(await listViolations(page)).toEqual([]);

  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto('/transactions');
  await expect(banner).toBeVisible();
  await expect(page.getByRole('row').nth(3)).toBeVisible();
  expect(await listViolations(page)).toEqual([]);

  await page.setViewportSize({ width: 1280, height: 800 });
  await page.keyboard.press('$');
  for (const path of pagesWithAmounts) {
    await page.goto(path);
    await expect(page.locator('main [data-amount]').first()).toBeAttached();
    const seen = (await page.locator('main').innerText()).match(/\$\s?\d.*/g);
    expect([path, seen]).toEqual([path, null]);
    expect(await page.locator('main').ariaSnapshot()).not.toMatch(/\$\s?\d/);
  }
  await page.keyboard.press('$');

  type Households = { items: { sample: boolean; current: boolean }[] };
  const { items } = await api.ask<Households>('GET', '/api/households');
  expect(items.map(({ sample, current }) => [sample, current])).toEqual([
    [false, false],
    [true, true],
  ]);
  await page.getByRole('button', { name: 'Remove sample data' }).click();
  await expect(page.getByRole('heading', { name: 'Link your first bank' })).toBeVisible();
  await expect(banner).toBeHidden();
  expect((await api.ask<Households>('GET', '/api/households')).items).toHaveLength(1);
});

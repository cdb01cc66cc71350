import { addDays } from '#lib/dates/civil-date';
import { listViolations } from './support/axe.ts';
import { type Api, expect, test } from './support/fixtures.ts';

type Rows = { items: { id: string; name: string }[] };

/** Spending of $90 in each of the last four months, in one category, by hand. */
async function spendMonthly(api: Api): Promise<void> {
  const account = { name: 'Wallet', kind: 'cash', currency: 'USD', openingMinor: 100_000 };
  const { id: accountId } = await api.ask<{ id: string }>('POST', '/api/accounts', account);
  const { items } = await api.ask<Rows>('GET', '/api/categories');
  const categoryId = items.find(({ name }) => name === 'Groceries')?.id;
  let first = `${new Date().toISOString().slice(0, 7)}-01`;
  for (let month = 0; month < 5; month += 1) {
    const entry = { accountId, date: first, amountMinor: -9_000, name: 'Market' };
    const { id } = await api.ask<{ id: string }>('POST', '/api/entries', entry);
    await api.ask('PATCH', `/api/transactions/${id}`, { categoryId });
    first = `${addDays(first, -1).slice(0, 7)}-01`;
  }
}

test('a budget begins with what was spent, is changed by keyboard, and leads to what is behind it', async ({
  page,
  api,
}) => {
  await spendMonthly(api);
  await page.goto('/budgets');
  await expect(page.getByRole('heading', { name: 'Nothing is planned' })).toBeVisible();
  expect(await listViolations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Start from the last 3 months' }).click();
  const start = page.getByRole('dialog', { name: 'Start from the last 3 months' });
  await expect(start.getByText('Groceries')).toBeVisible();
  expect(await listViolations(page)).toEqual([]);
  await start.getByRole('button', { name: 'Plan 1 category' }).click();
  const plan = page.getByRole('button', { name: 'Plan Groceries' });
  const row = page.getByRole('listitem').filter({ has: plan });
  await expect(row).toContainText('$0.00 left');

  await plan.focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Groceries' });
  await expect(dialog.getByRole('button', { name: /median of the last 3 months/ })).toBeVisible();
  await dialog.getByLabel('Amount for a month').fill('50+12.50');
  await dialog.getByRole('radio', { name: 'This period only' }).click();
  expect(await listViolations(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Save' }).press('Enter');
  await expect(row).toContainText('Over by $27.50');
  await expect(page.getByRole('region', { name: 'Free to spend' })).toContainText('Over budget');
  expect(await listViolations(page)).toEqual([]);
  await page.keyboard.press('ControlOrMeta+z');
  await expect(row).toContainText('$0.00 left');

  await page.setViewportSize({ width: 360, height: 740 });
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBeLessThanOrEqual(360);
  await row.getByRole('link', { name: /^Groceries: / }).click();
  await expect(page.getByText('1 transaction', { exact: true })).toBeVisible();
  await expect(page.getByText(/^Net .*90\.00/)).toBeVisible();

  await page.goto('/budgets');
  await page.getByRole('link', { name: /^Earlier: / }).click();
  await expect(page.getByRole('link', { name: 'To today' })).toBeVisible();
  await page.getByRole('button', { name: 'How periods are counted' }).click();
  const settings = page.getByRole('dialog', { name: 'How periods are counted' });
  await settings.getByLabel('A period begins').click();
  await page.getByRole('option', { name: 'Every 2 weeks' }).click();
  await settings.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('heading', { level: 2, name: / to / })).toBeVisible();
});

import { addDays } from '#lib/dates/civil-date';
import { listViolations } from './support/axe.ts';
import { type Api, expect, test } from './support/fixtures.ts';

type Rows = { items: { id: string; name: string }[] };

/** $3,000 of salary and $90 of groceries in each of the last five months, $40 of coffee in the first of them. */
async function live(api: Api): Promise<void> {
  const account = { name: 'Wallet', kind: 'cash', currency: 'USD', openingMinor: 0 };
  const { id: accountId } = await api.ask<{ id: string }>('POST', '/api/accounts', account);
  const { items } = await api.ask<Rows>('GET', '/api/categories');
  const enter = async (date: string, amountMinor: number, name: string, category: string) => {
    const entry = { accountId, date, amountMinor, name };
    const { id } = await api.ask<{ id: string }>('POST', '/api/entries', entry);
    const categoryId = items.find((each) => each.name === category)?.id;
    await api.ask('PATCH', `/api/transactions/${id}`, { categoryId });
  };
  let first = `${new Date().toISOString().slice(0, 7)}-01`;
  for (let month = 0; month < 5; month += 1) {
    await enter(first, 300_000, 'Acme', 'Salary');
    await enter(first, -9_000, 'Market & "Son"', 'Groceries');
    if (month === 4) await enter(first, -4_000, 'Beans', 'Coffee');
    first = `${addDays(first, -1).slice(0, 7)}-01`;
  }
}

test('reports say where money goes, lead to what is behind each figure, and are kept for the household', async ({
  page,
  api,
}) => {
  await page.goto('/reports');
  await expect(
    page.getByRole('heading', { name: 'Reports begin with your transactions' }),
  ).toBeVisible();
  await live(api);
  await page.goto('/reports');
  const cashFlow = page.getByRole('region', { name: 'Cash flow' });
  await expect(cashFlow.getByText('Left over', { exact: false }).first()).toBeVisible();
  const cursor = cashFlow.getByRole('slider', { name: 'Cash flow, column by column' });
  await cursor.focus();
  await page.keyboard.press('Home');
  await expect(cursor).toHaveAttribute('aria-valuenow', '0');
  await expect(cursor).toHaveAttribute('aria-valuetext', /Income \$3,000, Spending \$130/);
  expect(await listViolations(page)).toEqual([]);

  await page.getByRole('link', { name: 'Spending', exact: true }).click();
  const rows = page.getByRole('table', { name: 'Spent, row by row' });
  await rows.getByRole('link', { name: /^Groceries: / }).press('Enter');
  await expect(page.getByText('5 transactions', { exact: true })).toBeVisible();
  await expect(page.getByText(/^Net .*450\.00/)).toBeVisible();
  await page.goBack();

  await page.getByRole('combobox', { name: 'Rows' }).click();
  await page.getByRole('option', { name: 'By merchant' }).click();
  await expect(page).toHaveURL(/by=merchant/);
  await rows.getByRole('link', { name: /^Market/ }).click();
  await expect(page.getByText('5 transactions', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: /^All merchants/ }).click();
  await expect(page.getByText('6 transactions', { exact: true })).toBeVisible();
  await page.goto('/reports/spending?by=merchant');

  await page.getByRole('button', { name: 'Show every figure' }).click();
  const figures = page.getByRole('region', { name: 'Spent, every figure' });
  await expect(figures.getByRole('row', { name: /^Beans/ })).toContainText('$40.00');
  await page.getByRole('button', { name: 'Saved' }).click();
  await page.getByRole('menuitem', { name: 'Save this report' }).click();
  const dialog = page.getByRole('dialog', { name: 'Save this report' });
  await dialog.getByLabel('Name').fill('By shop');
  expect(await listViolations(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('button', { name: 'By shop' })).toBeVisible();
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'CSV' }).click(),
  ]);
  expect(file.suggestedFilename()).toMatch(/^spending-.*\.csv$/);

  await page.getByRole('link', { name: 'Where it goes' }).click();
  const flow = page.getByRole('figure', { name: 'Where it goes' });
  await expect(flow.getByRole('link', { name: /^Salary/ })).toBeVisible();
  await expect(flow.getByRole('link', { name: /^Groceries/ })).toBeVisible();
  await page.getByRole('link', { name: 'Year over year' }).click();
  await expect(page.getByText(/^Spent so far in/)).toBeVisible();
  await page.setViewportSize({ width: 360, height: 740 });
  await page.getByRole('button', { name: 'Saved' }).click();
  await page.getByRole('menuitemradio', { name: 'By shop' }).click();
  await expect(page).toHaveURL(/\/reports\/spending\?by=merchant&as=table/);
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBeLessThanOrEqual(360);
  await page.getByRole('button', { name: 'By shop' }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await expect(page.getByRole('button', { name: 'Saved' })).toBeVisible();
  await page.keyboard.press('ControlOrMeta+z');
  await expect(page.getByRole('button', { name: 'By shop' })).toBeVisible();

  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('navigation', { name: 'Main' })).toBeHidden();
  await expect(figures).toBeVisible();
});

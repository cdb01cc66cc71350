import { addDays } from '#lib/dates/civil-date';
import { listViolations } from './support/axe.ts';
import { expect, test } from './support/fixtures.ts';
import { expectToFitPhone } from './support/phone.ts';

test('totals of several currencies follow the rates that one enters and imports, and no others', async ({
  page,
  api,
}) => {
  const today = new Date().toISOString().slice(0, 10);
  for (const [currency, openingMinor] of [
    ['USD', 100_000],
    ['EUR', 50_000],
  ] as const) {
    const account = { name: `Wallet ${currency}`, kind: 'cash', currency, openingMinor };
    await api.ask('POST', '/api/accounts', account);
  }
  await page.goto('/accounts');
  await expect(page.getByText(/No total in USD: no rate of EUR to USD is known\./)).toBeVisible();
  await page.getByRole('link', { name: 'Enter a rate' }).click();

  await expect(page.getByRole('heading', { name: 'No rates yet' })).toBeVisible();
  expect(await listViolations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Enter a rate of EUR to USD' }).press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Enter a rate' });
  await dialog.getByLabel('is worth').fill('one');
  await page.keyboard.press('Enter');
  await expect(dialog.getByText('Enter a rate such as 1.0845.')).toBeVisible();
  expect(await listViolations(page)).toEqual([]);
  await dialog.getByLabel('is worth').fill('1.20');
  await page.keyboard.press('Enter');
  const rates = page.getByRole('region', { name: 'Rates' });
  await expect(rates.getByRole('listitem')).toContainText('1 EUR = 1.2 USD');
  await page.keyboard.press('ControlOrMeta+z');
  await expect(page.getByRole('heading', { name: 'No rates yet' })).toBeVisible();

  const lines = [addDays(today, -10), addDays(today, -1)].map((date, index) => {
    return `${date},${index === 0 ? '1.1' : '1.25'},163.2,`;
  });
  await page.getByLabel('File of rates').setInputFiles({
    name: 'eurofxref-hist.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(['Date,USD,JPY,', ...lines].join('\n')),
  });
  const preview = page.getByRole('dialog', { name: 'Import rates' });
  await expect(preview.getByText('2 rates would be new here.')).toBeVisible();
  await expect(preview.getByText(/2 rates of currencies that no account is in/)).toBeVisible();
  expect(await listViolations(page)).toEqual([]);
  await preview.getByRole('button', { name: 'Import 2 rates' }).click();
  await expect(rates.getByRole('listitem')).toHaveCount(2);
  expect(await listViolations(page)).toEqual([]);

  await page.goto('/net-worth?period=30d');
  const total = page.getByRole('region', { name: 'Net worth in all, in USD' });
  await expect(total).toContainText('$1,625.00');
  await expect(total).toContainText('1 EUR = 1.25 USD');
  await expect(page.getByRole('region', { name: 'Net worth in EUR' })).toContainText('€500.00');
  expect(await listViolations(page)).toEqual([]);
  await page.goto('/settings/currencies');
  await expectToFitPhone(page);

  await page.getByRole('combobox', { name: 'Currency' }).click();
  await page.getByRole('combobox', { name: 'Find a currency by its code' }).fill('eur');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Totals are in EUR').first()).toBeVisible();
  await page.goto('/accounts');
  await expect(page.getByText('€1,300.00').first()).toBeVisible();
});

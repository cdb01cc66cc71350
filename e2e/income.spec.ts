import { listViolations } from './support/axe.ts';
import { expect, linkBank, test } from './support/fixtures.ts';
import { linkFrame, passThroughLink, signInAtBank } from './support/link.ts';

test('a person shares what arrives at a bank, holds it against their books, and deletes it', async ({
  page,
  api,
}) => {
  test.slow();
  await linkBank(api, { username: 'user_bank_income' });
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto('/documents/income');
  const main = page.getByRole('main');
  await expect(main).toContainText('Only you see this page');
  expect(await listViolations(page)).toEqual([]);

  await main.getByRole('button', { name: 'Share a bank' }).press('Enter');
  await passThroughLink(page, { username: 'user_bank_income' });
  const bank = page.getByRole('region', { name: 'What arrives at your bank' });
  await expect(bank).toContainText('In a usual month', { timeout: 30_000 });
  await expect(bank.getByRole('heading', { name: 'LAKEVIEW CLINIC' })).toBeVisible();
  await expect(bank).toContainText('paid every two weeks');
  const books = bank.getByRole('region', { name: 'Beside your own books' });
  await expect(books.getByRole('link', { name: 'Reports' })).toBeVisible();
  expect(await listViolations(page)).toEqual([]);
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBeLessThanOrEqual(360);

  // A payment is the person's own transaction.
  const [latest] = (await api.ask<Income>('GET', '/api/income')).bank.income.streams[0].payments;
  await bank.getByText('26 payments').press('Enter');
  const payments = bank.getByRole('list', { name: /^Payments of LAKEVIEW/ });
  await expect(payments.getByRole('link').first()).toHaveAttribute(
    'href',
    `/transactions?open=${latest?.transactionId}`,
  );

  const saved = page.waitForEvent('download');
  await bank.getByRole('button', { name: 'Save as PDF' }).press('Enter');
  expect((await saved).suggestedFilename()).toBe('income-report.pdf');

  await main.getByRole('button', { name: 'Delete now' }).press('Enter');
  await page.getByRole('button', { name: 'Delete it' }).click();
  await expect(main.getByRole('button', { name: 'Share a bank' })).toBeVisible();
  await expect(main).not.toContainText('LAKEVIEW');
  await expect(linkFrame(page).locator('body')).toHaveCount(0);
});

test('a person shares what their employer pays, reads a stub to the cent, and hands in documents', async ({
  page,
  api: _,
}) => {
  test.slow();
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto('/documents/income');
  const pay = page.getByRole('region', { name: 'What your employer says' });
  await pay.getByRole('button', { name: 'Share your pay' }).press('Enter');
  const link = linkFrame(page);
  const press = (name: string) => link.getByRole('button', { name, exact: true }).click();
  await press('Continue');
  await link.getByRole('searchbox').fill('bakery');
  await link.getByRole('button', { name: 'Harbor Lane Bakery' }).click();
  await signInAtBank(link, 'test-good', 'test');
  await link.getByLabel('Last four digits').fill('1234');
  await press('Continue');
  await press('Done');
  await expect(pay).toContainText('Paid out in a usual month', { timeout: 30_000 });
  const stubs = pay.getByRole('region', { name: 'Pay stubs' });
  const newest = stubs.getByRole('listitem').first();
  await newest.locator('summary').press('Enter');
  await expect(newest).toContainText('Taken off');
  await expect(newest).not.toContainText('does not come to its own sum');
  expect(await listViolations(page)).toEqual([]);
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBeLessThanOrEqual(360);

  // Documents take the provider some time to read; the page says that it waits.
  await pay.getByRole('button', { name: 'Share again' }).press('Enter');
  await press('Continue');
  await press('Hand in documents instead');
  await link
    .locator('input[type=file]')
    .setInputFiles({ name: 'stub.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF') });
  await press('Hand in');
  await press('Done');
  await expect(pay).toContainText('Paid out in a usual month', { timeout: 30_000 });
});

type Income = {
  bank: { income: { streams: [{ payments: { transactionId: string | null }[] }] } };
};

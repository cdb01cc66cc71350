import { listViolations } from './support/axe.ts';
import { expect, linkBank, test } from './support/fixtures.ts';
import { linkFrame, passThroughLink } from './support/link.ts';

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

type Income = {
  bank: { income: { streams: [{ payments: { transactionId: string | null }[] }] } };
};

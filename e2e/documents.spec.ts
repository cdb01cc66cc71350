import { readFile } from 'node:fs/promises';
import { listViolations } from './support/axe.ts';
import { expect, linkBank, test } from './support/fixtures.ts';
import { repairThroughLink } from './support/link.ts';

test('a report of a bank is allowed, made, read, saved, shared and removed, by keyboard on a phone', async ({
  page,
  api,
}) => {
  test.slow();
  await linkBank(api, { username: 'user_good' });
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto('/documents');
  await expect(page.getByRole('article', { name: 'Net worth statement' })).toContainText(
    'tie out with the bank',
  );
  await page.getByRole('link', { name: 'Asset reports' }).press('Enter');
  const main = page.getByRole('main');
  await expect(main).toContainText('has not been told that it may make reports');
  await main.getByRole('button', { name: 'Give permission' }).press('Enter');
  await repairThroughLink(page);

  await main.getByRole('button', { name: 'Make the report' }).press('Enter', { timeout: 30_000 });
  await expect(main.getByRole('heading', { name: /60 days, 1 bank/ })).toBeVisible();
  // Without anybody asking again.
  const checking = main.getByRole('region', { name: 'Plaid Checking' });
  await expect(checking).toContainText('Alberta Bobbeth Charleson', { timeout: 60_000 });
  await expect(checking).toContainText('$110.00');
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBeLessThanOrEqual(360);
  expect(await listViolations(page)).toEqual([]);

  const saving = page.waitForEvent('download');
  await main.getByRole('button', { name: 'PDF' }).press('Enter');
  const file = await saving;
  expect(file.suggestedFilename()).toMatch(/^asset-report-\d{4}-\d\d-\d\d\.pdf$/);
  expect((await readFile(await file.path())).subarray(0, 5).toString()).toBe('%PDF-');

  await main.getByLabel('Id of who is to read it').fill('first-home-lending');
  await main.getByRole('checkbox', { name: /They may read all/ }).press('Space');
  await main.getByRole('button', { name: 'Let them read it' }).press('Enter');
  const copy = main.getByRole('listitem').filter({ hasText: 'first-home-lending' });
  await copy.getByRole('button', { name: 'Take back' }).press('Enter');
  await expect(copy).toHaveCount(0);

  await main.getByRole('button', { name: 'Remove' }).press('Enter');
  await page.getByRole('alertdialog').getByRole('button', { name: 'Remove' }).press('Enter');
  await expect(main.getByRole('button', { name: 'Make the report' })).toBeVisible();
  await expect(main.getByRole('link', { name: /60 days/ })).toHaveCount(0, { timeout: 30_000 });
});

test('documents are shared by a link with a passphrase, without which a stranger is told no more than whose it is', async ({
  page,
  api,
  browser,
}) => {
  test.slow();
  await linkBank(api, { username: 'user_good' });
  await page.goto('/documents/sharing');
  const main = page.getByRole('main');
  await main.getByLabel('What it is for').fill('The flat in Mill Street');
  await main.getByRole('checkbox', { name: /Net worth statement/ }).press('Space');
  await main.getByLabel('Passphrase').fill('orange battery');
  await main.getByRole('button', { name: 'Make the link' }).press('Enter');
  const link = await main.getByRole('textbox', { name: 'Link' }).inputValue();
  await main.getByRole('button', { name: 'Done' }).press('Enter');
  const row = main.getByRole('listitem').filter({ hasText: 'The flat in Mill Street' });
  await expect(row).toContainText('Nobody has followed it.');
  expect(await listViolations(page)).toEqual([]);

  const context = await browser.newContext({ viewport: { width: 360, height: 740 } });
  const guest = await context.newPage();
  const answer = await guest.goto(link);
  expect(answer?.headers()).toMatchObject({
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-store',
  });
  await expect(guest.locator('meta[name=robots]')).toHaveAttribute('content', /noindex/);
  await expect(guest.getByRole('main')).toContainText('Ana Prior shares this with you until');
  await expect(guest.getByRole('main')).not.toContainText('Mill Street');
  expect(await listViolations(guest)).toEqual([]);
  await guest.getByLabel('Passphrase').fill('something else');
  await guest.getByRole('button', { name: 'Open', exact: true }).press('Enter');
  await expect(guest.getByRole('main').getByRole('alert')).toContainText(
    'This is not the passphrase',
  );

  await guest.getByLabel('Passphrase').fill('orange battery');
  await guest.getByRole('button', { name: 'Open', exact: true }).press('Enter');
  await expect(guest.getByRole('heading', { name: 'The flat in Mill Street' })).toBeVisible();
  await guest.getByRole('button', { name: 'Show' }).press('Enter');
  await expect(guest.getByRole('main')).toContainText('Plaid Checking');
  await expect(guest.getByRole('main')).toContainText('Ana Prior');
  const width = await guest.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBeLessThanOrEqual(360);
  expect(await listViolations(guest)).toEqual([]);

  // Whose it is sees each of it come, without asking again.
  await expect(row.getByText('3 visits')).toBeVisible();
  await row.getByText('3 visits').press('Enter');
  await expect(row.getByRole('listitem').filter({ hasText: 'Chrom' })).toContainText([
    'Read: Net worth on',
    'Opened',
    'Wrong passphrase',
  ]);

  await row.getByRole('button', { name: 'Take back' }).press('Enter');
  const asked = page.getByRole('alertdialog');
  await asked.getByRole('button', { name: 'Take back' }).press('Enter');
  await expect(row).toContainText('Taken back');
  await expect(row.getByRole('button', { name: 'Take back' })).toHaveCount(0);
  await guest.reload();
  await expect(guest.getByRole('main').getByRole('alert')).toContainText(
    'This link leads nowhere any more',
  );
  await expect(guest.getByRole('main')).not.toContainText('Plaid Checking');
  await context.close();
});

import { listViolations } from './support/axe.ts';
import { shoot } from './support/connection-states.ts';
import { expect, test } from './support/fixtures.ts';
import { linkFrame } from './support/link.ts';

test('an account is linked by its number, proven by a deposit, and opened to a partner', async ({
  page,
  api: _,
}) => {
  test.slow();
  await page.goto('/connections');
  await page.getByRole('button', { name: 'Link by account number' }).press('Enter');
  const link = linkFrame(page);
  const press = (name: string) => link.getByRole('button', { name, exact: true }).click();
  await press('Continue');
  await press('Continue without phone number');
  await link.getByRole('button', { name: 'Enter account numbers' }).click();
  await link.getByLabel('Routing number').fill('110000000');
  await link.getByLabel('Account number', { exact: true }).fill('1111222233330000');
  await link.getByLabel('Name on the account').fill('Ana Prior');
  await press('Continue');
  await press('Continue');
  await press('Done');
  const row = page.getByRole('main').getByRole('listitem');
  await expect(row).toContainText('Deposit to confirm', { timeout: 30_000 });
  await page.goto('/accounts');
  await page
    .getByRole('main')
    .getByRole('link', { name: /Checking/ })
    .first()
    .press('Enter');
  const section = page.getByRole('region', { name: 'Account numbers' });
  await expect(section).toContainText('A small deposit has to be confirmed first');
  await expect(section.getByRole('button', { name: 'Show' })).toBeHidden();
  expect(await listViolations(page)).toEqual([]);
  await shoot(page, 'account-unproven');

  await section.getByRole('button', { name: 'Confirm deposit' }).press('Enter');
  await link.getByLabel('Three-letter code').fill('ABC');
  await press('Continue');
  await press('Done');
  await section.getByRole('button', { name: 'Show' }).press('Enter');
  await expect(section.getByText('1111222233330000')).toBeVisible({ timeout: 30_000 });

  await section.getByRole('button', { name: 'Open to a partner' }).press('Enter');
  const dialog = page.getByRole('dialog', { name: /^Open .* to a partner$/ });
  const choose = async (letters: string) => {
    await dialog.getByRole('combobox').press('Enter');
    await page.getByRole('combobox', { name: 'Find a partner' }).fill(letters);
    await page.keyboard.press('Enter');
  };
  await choose('stri');
  await expect(dialog).toContainText('Stripe has the numbers of');
  await expect(dialog.getByRole('checkbox')).toHaveCount(0);
  expect(await listViolations(page)).toEqual([]);
  await shoot(page, 'partner-stripe');
  await choose('gus');
  await expect(dialog).toContainText('Gusto reads');
  await expect(dialog.getByRole('checkbox')).not.toHaveCount(0);
  await page.setViewportSize({ width: 360, height: 740 });
  expect(await listViolations(page)).toEqual([]);
  await shoot(page, 'partner-asked');
  await dialog.getByRole('button', { name: 'Open to Gusto' }).press('Enter');
  await expect(dialog.getByLabel('Token for Gusto')).toHaveValue(/^processor-sandbox-/);
  await shoot(page, 'partner-token');
  await dialog.getByRole('button', { name: 'Done' }).press('Enter');
  await expect(section).toContainText('Gusto:');
  await page.setViewportSize({ width: 360, height: 740 });
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBeLessThanOrEqual(360);
  expect(await listViolations(page)).toEqual([]);
  await page.goto('/settings/data');
  await expect(page.getByRole('region', { name: 'What you opened to partners' })).toContainText(
    'Account and routing numbers and The balance',
  );
});

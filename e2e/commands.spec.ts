import { listViolations } from './support/axe.ts';
import { expect, linkBank, test } from './support/fixtures.ts';

test('pages, actions and words are reached by one key', async ({ page, api }) => {
  await linkBank(api);
  await page.goto('/');
  const { keyboard } = page;
  const field = page.getByRole('combobox', { name: 'Search pages and actions' });
  const options = page.getByRole('option');
  // The key is the page's once its script runs.
  await page.getByRole('button', { name: 'Search', exact: true }).click();
  await expect(field).toBeFocused();
  expect(await listViolations(page)).toEqual([]);
  await keyboard.type('conn');
  await keyboard.press('Enter');
  await page.waitForURL('**/connections');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Connections');

  await keyboard.press('Control+k');
  await expect(options.first()).toHaveText('Sync First Platypus Bank now');
  await keyboard.type('dark');
  await expect(options).toHaveText(['Dark themeDo', 'Search transactions for “dark”']);
  await keyboard.press('Enter');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');

  await page.setViewportSize({ width: 360, height: 740 });
  await page.getByRole('button', { name: 'Search and commands' }).click();
  await field.fill('no such page');
  expect(await listViolations(page)).toEqual([]);
  await keyboard.press('Enter');
  await page.waitForURL('**/transactions?q=no+such+page');
  await expect(page.getByRole('searchbox')).toHaveValue('no such page');

  // Whatever waits for an answer comes first, and the key closes what it opened.
  await keyboard.press('Control+k');
  await expect(field).toBeFocused();
  await keyboard.press('Control+k');
  await expect(field).toBeHidden();
});

test('accounts and transactions are found by typing, and amounts kept from other eyes', async ({
  page,
  api,
}) => {
  test.slow();
  await linkBank(api, { username: 'user_good' });
  await page.goto('/');
  const { keyboard } = page;
  const field = page.getByRole('combobox', { name: 'Search pages and actions' });
  await page.getByRole('button', { name: 'Search', exact: true }).click();
  await expect(field).toBeFocused();
  await keyboard.type('plaid checking');
  await expect(page.getByRole('option').first()).toHaveText(/^Plaid CheckingAccounts/);
  await keyboard.press('Enter');
  await page.waitForURL('**/accounts/*');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Plaid Checking');

  await keyboard.press('Control+k');
  await expect(field).toBeFocused();
  await keyboard.type('starbucks');
  const found = page.getByRole('option', { name: /^Starbucks/ });
  await expect(found.first()).toBeVisible();
  expect(await listViolations(page)).toEqual([]);
  await found.first().click();
  await page.waitForURL('**/transactions?q=starbucks&open=*');
  await expect(page.getByRole('dialog').getByLabel('Note')).toBeVisible();

  // Nothing of them is seen, read or heard, before and after any script has run.
  await page.goto('/');
  const worth = page.getByRole('region', { name: 'Net worth' }).getByText(/^\$?[\d,]+\.\d\d$/);
  await expect(worth.first()).toBeAttached();
  const shown = () =>
    page.evaluate(() => document.querySelector('main')?.innerText.match(/\$\s?\d/g) ?? []);
  expect(await shown()).not.toEqual([]);
  // What it says is there before the page answers to keys.
  const openKeys = () =>
    expect(async () => {
      await keyboard.press('?');
      await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible({ timeout: 1_000 });
    }).toPass();
  await openKeys();
  await keyboard.press('Escape');
  await keyboard.press('$');
  await expect.poll(shown).toEqual([]);
  await page.reload();
  expect(await shown()).toEqual([]);
  expect(await page.locator('main').ariaSnapshot()).not.toMatch(/\$\s?\d/);
  await page.setViewportSize({ width: 360, height: 740 });
  expect(await listViolations(page)).toEqual([]);
  await page.goto('/transactions');
  await expect(page.getByRole('row').nth(2)).toBeVisible();
  expect(await shown()).toEqual([]);

  await openKeys();
  expect(await listViolations(page)).toEqual([]);
  await keyboard.press('Escape');
  await keyboard.press('$');
  await expect.poll(shown).not.toEqual([]);
});

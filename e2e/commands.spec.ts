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

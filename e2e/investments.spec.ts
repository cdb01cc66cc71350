import { listViolations } from './support/axe.ts';
import { expect, linkBank, test } from './support/fixtures.ts';

test('what accounts hold is seen, put in order by keyboard, and fits a phone', async ({
  page,
  api,
}) => {
  test.slow();
  await page.goto('/investments');
  await expect(page.getByText('No investment accounts yet')).toBeVisible();
  await linkBank(api, { username: 'user_good', alsoProducts: ['investments'] });
  await page.goto('/investments');

  // To the cent what the two accounts' balances come to.
  await expect(page.getByRole('region', { name: 'Invested' })).toContainText('23,952.74', {
    timeout: 30_000,
  });
  const holdings = page.getByRole('table', { name: 'Holdings' });
  await expect(holdings.getByRole('row')).toHaveCount(11);
  await holdings.getByRole('button', { name: 'Name' }).focus();
  await page.keyboard.press('Enter');
  await expect(holdings.getByRole('row').nth(1)).toContainText('Achillion');
  await expect(holdings.getByRole('columnheader', { name: 'Name' })).toHaveAttribute(
    'aria-sort',
    'ascending',
  );
  await expect(page.getByRole('table', { name: 'Activity' })).toContainText('Dividend', {
    timeout: 30_000,
  });
  await expect(page.getByRole('region', { name: 'By sector' })).toContainText('Not known');
  expect(await listViolations(page)).toEqual([]);

  const again = page.getByRole('region', { name: 'Look again at the bank' });
  await expect(again).toContainText('billed to whoever runs this app');
  await again.getByRole('button', { name: 'Ask now' }).press('Enter');
  await expect(again).toContainText('The bank was asked.');

  await page.setViewportSize({ width: 360, height: 740 });
  await expect(holdings.getByRole('row').nth(1)).toBeVisible();
  // What has no column here stands under the name.
  await expect(holdings.getByText('at 34.73').filter({ visible: true })).toBeVisible();
  await expect(holdings.getByText('cost $30.00').filter({ visible: true })).toBeVisible();
  const overflow = () => document.documentElement.scrollWidth - window.innerWidth;
  expect(await page.evaluate(overflow)).toBeLessThanOrEqual(0);
  expect(await listViolations(page)).toEqual([]);

  await page.goto('/accounts');
  await page.getByRole('link', { name: 'Plaid 401k' }).first().click();
  await expect(page.getByRole('table', { name: 'Holdings' }).getByRole('row')).toHaveCount(8);
  await expect(page.getByRole('region', { name: /^Tie-out/ })).toContainText('Ties out');
});

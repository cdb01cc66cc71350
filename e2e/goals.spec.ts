import { listViolations } from './support/axe.ts';
import { expect, test } from './support/fixtures.ts';

test('a goal is set, fed by hand, watched, completed and deleted, and each is taken back', async ({
  page,
  api,
}) => {
  const account = { name: 'Savings', kind: 'savings', currency: 'USD', openingMinor: 120_000 };
  await api.ask('POST', '/api/accounts', account);
  await page.goto('/goals');
  await page.getByRole('button', { name: 'New goal' }).press('Enter');
  const dialog = page.getByRole('dialog', { name: 'New goal' });
  await dialog.getByLabel('Name').fill('New roof');
  await dialog.getByLabel('Amount in USD').fill('2000');
  expect(await listViolations(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Set the goal' }).press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'New roof' })).toBeVisible();
  await expect(page.getByText('No pace yet: that takes three whole months.')).toBeVisible();

  await page.getByRole('button', { name: 'Set money aside' }).click();
  const aside = page.getByRole('dialog', { name: 'Set money aside' });
  await aside.getByLabel('Amount in USD').fill('1500');
  await aside.getByLabel('Where it lies').click();
  await page.getByRole('option', { name: 'Savings' }).click();
  expect(await listViolations(page)).toEqual([]);
  await aside.getByRole('button', { name: 'Set aside' }).click();
  const far = page.getByRole('region', { name: 'How far it is' });
  await expect(far).toContainText('$1,500.00 of $2,000.00');
  await expect(far).toContainText(
    '$1,500.00 in Savings is meant for goals, and $1,200.00 is in it.',
  );
  await expect(page.getByRole('progressbar', { name: '75%' })).toBeVisible();
  expect(await listViolations(page)).toEqual([]);
  await page.keyboard.press('ControlOrMeta+z');
  await expect(far).toContainText('$0.00 of $2,000.00');

  await page.setViewportSize({ width: 360, height: 740 });
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBeLessThanOrEqual(360);
  await page.getByRole('button', { name: 'More for New roof' }).click();
  await page.getByRole('menuitem', { name: 'Complete' }).click();
  await expect(page.getByText('Saved, completed')).toBeVisible();
  await page.getByRole('button', { name: 'More for New roof' }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await expect(page.getByRole('heading', { name: 'No goals yet' })).toBeVisible();
  await page.keyboard.press('ControlOrMeta+z');
  await expect(page.getByRole('region', { name: 'Completed' })).toContainText('New roof');
  expect(await listViolations(page)).toEqual([]);
});

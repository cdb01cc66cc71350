import { readFileSync } from 'node:fs';
import { listViolations } from './support/axe.ts';
import { expect, linkBank, makeStale, test } from './support/fixtures.ts';
import { linkFrame, repairThroughLink } from './support/link.ts';

test('statements are allowed where they are missed, found as one types, and saved after a proof', async ({
  page,
  api,
  person,
  expectedTrouble,
}) => {
  test.slow();
  // Whoever has not proved of late who they are is asked.
  expectedTrouble.push('status of 403');
  await linkBank(api, { username: 'user_good' });
  await page.goto('/documents/statements');
  const main = page.getByRole('main');
  await expect(main).toContainText('has not been told that it may share the statements');
  expect(await listViolations(page)).toEqual([]);
  await main.getByRole('button', { name: 'Give permission' }).press('Enter');
  const link = linkFrame(page);
  await expect(link.getByText('The statements your bank issues')).toBeVisible();
  await link.getByRole('button', { name: 'Continue' }).click();
  await repairThroughLink(page);
  const checking = page.getByRole('region', { name: 'Plaid Checking' });
  await expect(checking).toBeVisible({ timeout: 40_000 });
  await expect(main).not.toContainText('has not been told');
  // Two years of them.
  await expect.poll(() => checking.getByRole('button').count()).toBeGreaterThan(20);

  const search = page.getByLabel('Search statements');
  // The page is drawn anew as the bank's answer comes in, and the key finds nothing to reach before it is.
  await expect(async () => {
    await page.keyboard.press('/');
    await expect(search).toBeFocused({ timeout: 1_000 });
  }).toPass({ timeout: 20_000 });
  const year = String(new Date().getFullYear() - 1);
  await page.keyboard.type(`checking oct ${year}`);
  await expect(search).toHaveValue(`checking oct ${year}`);
  await expect(page.getByRole('region', { name: 'Plaid Saving' })).toBeHidden();
  const october = checking.getByRole('button', { name: /^Download/ });
  await expect(october).toHaveCount(1);
  await expect(october).toHaveAccessibleName(`Download Plaid Checking, Oct ${year}`);
  await page.setViewportSize({ width: 360, height: 740 });
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBeLessThanOrEqual(360);
  expect(await listViolations(page)).toEqual([]);

  await makeStale(person);
  await october.press('Enter');
  await page.getByLabel('Password', { exact: true }).fill(person.password);
  const saved = page.waitForEvent('download');
  await page.keyboard.press('Enter');
  const file = await saved;
  expect(file.suggestedFilename()).toBe(`statement-${year}-10-plaid-checking.pdf`);
  expect(
    readFileSync(await file.path())
      .subarray(0, 5)
      .toString(),
  ).toBe('%PDF-');

  await page.getByLabel('Search statements').fill('');
  await main.getByRole('button', { name: /^Ask now/ }).press('Enter');
  await expect(page.getByText('is asked for newer statements').first()).toBeVisible();
});

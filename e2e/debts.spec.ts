import { listViolations } from './support/axe.ts';
import { expect, linkBank, test } from './support/fixtures.ts';
import { linkFrame, repairThroughLink } from './support/link.ts';
import { expectToFitPhone } from './support/phone.ts';

test('the terms of debts are allowed where they are missed, read, and planned with', async ({
  page,
  api,
}) => {
  test.slow();
  await linkBank(api, { username: 'user_good' });
  await page.goto('/debts');
  await expect(page.getByRole('cell', { name: 'Plaid Credit Card' })).toBeVisible();
  const main = page.getByRole('main');
  await expect(main).toContainText('has not been told that it may share the terms');
  expect(await listViolations(page)).toEqual([]);
  await main.getByRole('button', { name: 'Give permission' }).press('Enter');
  // Asked for is this alone.
  const link = linkFrame(page);
  await expect(link.getByText('Credit and loans')).toBeVisible();
  await link.getByRole('button', { name: 'Continue' }).click();
  await repairThroughLink(page);
  const card = page.getByRole('row').filter({ hasText: 'Plaid Credit Card' });
  await expect(card).toContainText('12.50%', { timeout: 30_000 });
  await expect(card).toContainText('$20.00');
  await expect(main).not.toContainText('has not been told');

  await card.getByRole('link').press('Enter');
  const terms = page.getByRole('region', { name: 'Statement and terms' });
  await expect(terms).toContainText('Cash advances');
  await expect(terms.getByText(/^Statement of /)).toBeVisible();
  expect(await listViolations(page)).toEqual([]);

  await terms.getByRole('link', { name: 'Pay it off' }).press('Enter');
  const outcome = page.getByRole('region', { name: /^\w+ 20\d\d$/ });
  // What one debt that is paid frees goes to the next.
  const sooner = /sooner than by the payments alone, and \$[\d,.]+ of interest saved/;
  await expect(outcome).toContainText(sooner);
  const withoutExtra = await outcome.innerText();
  await page.getByLabel('Extra each month').fill('250');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/extra=25000/);
  await expect(outcome).not.toHaveText(withoutExtra, { useInnerText: true });
  await expect(outcome).toContainText(sooner);
  await page.getByRole('radio', { name: 'Smallest debt first' }).click();
  await expect(page).toHaveURL(/order=snowball/);
  await expectToFitPhone(page);
});

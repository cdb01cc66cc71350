import { addDays } from '#lib/dates/civil-date';
import { listViolations } from './support/axe.ts';
import { type Api, expect, test } from './support/fixtures.ts';
import { expectToFitPhone } from './support/phone.ts';

const today = new Date().toISOString().slice(0, 10);

/** Payments by hand every thirty days, the last of them a few days ago: a price that rose, a salary. */
async function payMonthly(api: Api): Promise<void> {
  const account = { name: 'Household', kind: 'checking', currency: 'USD', openingMinor: -300_000 };
  const { id: accountId } = await api.ask<{ id: string }>('POST', '/api/accounts', account);
  const payments = [
    { name: 'Streamflix', amounts: [-999, -999, -999, -1_199], lastDaysAgo: 6 },
    { name: 'Acme Payroll', amounts: [200_000, 200_000, 200_000, 200_000], lastDaysAgo: 2 },
    { name: 'Old Landlord', amounts: [-90_000, -90_000, -90_000, -90_000], lastDaysAgo: 4 },
  ];
  for (const { name, amounts, lastDaysAgo } of payments) {
    for (const [index, amountMinor] of amounts.entries()) {
      const date = addDays(today, -lastDaysAgo - 30 * (amounts.length - 1 - index));
      await api.ask('POST', '/api/entries', { accountId, date, amountMinor, name });
    }
  }
  await expect
    .poll(async () => {
      const path = `/api/recurring?on=${today}`;
      return (await api.ask<{ streams: unknown[] }>('GET', path)).streams.length;
    })
    .toBe(3);
}

test('what recurs is found, confirmed by keyboard, changed and looked ahead by', async ({
  page,
  api,
}) => {
  await page.goto('/recurring');
  await expect(page.getByRole('heading', { name: 'Nothing recurs yet' })).toBeVisible();
  await payMonthly(api);
  await page.goto('/recurring');
  const asked = page.getByRole('region', { name: 'Do these recur?' });
  await expect(asked.getByRole('listitem', { name: 'Streamflix' })).toContainText('4 times');
  expect(await listViolations(page)).toEqual([]);
  await asked
    .getByRole('listitem', { name: 'Streamflix' })
    .getByRole('button', { name: 'Yes' })
    .press('Enter');
  const bills = page.getByRole('region', { name: 'Bills and subscriptions' });
  await expect(bills.getByText('$9.99 → $11.99 since')).toBeVisible();
  await expect(
    page.getByText('$143.88', { exact: false }).or(page.getByText('144')).first(),
  ).toBeVisible();
  await asked.getByRole('button', { name: 'Confirm all 2' }).click();
  await expect(page.getByRole('region', { name: 'Income' })).toContainText('Acme Payroll');

  await bills.getByRole('button', { name: /Old Landlord/ }).focus();
  await page.keyboard.press('Enter');
  const drawer = page.getByRole('dialog', { name: 'Old Landlord' });
  await expect(drawer.getByRole('link', { name: 'Old Landlord' })).toHaveCount(4);
  await drawer.getByRole('button', { name: 'Change …' }).click();
  const dialog = page.getByRole('dialog', { name: 'Old Landlord' }).last();
  await dialog.getByLabel('Name').fill('Rent');
  await dialog.getByLabel('Amount').fill('1500');
  expect(await listViolations(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Save' }).click();
  const rent = page.getByRole('dialog', { name: 'Rent' });
  await expect(rent).toContainText('as you said');

  // On a phone, by way of all other places.
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto('/');
  await page.getByRole('button', { name: 'More' }).press('Enter');
  await page.getByRole('menuitem', { name: 'Recurring' }).click();
  await expect(page.getByRole('button', { name: 'More (now at Recurring)' })).toBeVisible();

  await page.goto(`/recurring/calendar?on=${addDays(today, 26)}`);
  const days = page.getByRole('region', { name: 'Day by day' });
  await expect(days.getByRole('listitem').filter({ hasText: 'Rent' })).toContainText('$1,500.00');
  await expectToFitPhone(page);
  await page.getByRole('link', { name: 'Forecast' }).press('Enter');
  const account = page.getByRole('region', { name: 'Household' });
  // 1,358.04 are there; films and rent take 1,511.99 before the salary comes.
  await expect(account).toContainText('At its lowest it lacks $153.95');
  await page.getByRole('link', { name: '90 days' }).press('Enter');
  await expect(page).toHaveURL(/days=90/);
  await expect(account.getByText('What it is made of')).toBeVisible();
  await expectToFitPhone(page);
});

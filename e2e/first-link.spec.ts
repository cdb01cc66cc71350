import { expect, newPerson, test } from './support/fixtures.ts';
import { linkFrame, passThroughLink } from './support/link.ts';

test('a new person signs up, links a bank and sees accounts, balances and transactions', async ({
  page,
}) => {
  const person = newPerson();
  await page.goto('/');
  await expect(page).toHaveURL('/sign-in');
  await page.getByRole('link', { name: 'Create an account' }).click();
  await page.getByLabel('Name').fill(person.name);
  await page.getByLabel('E-mail').fill(person.email);
  await page.getByLabel('Password', { exact: true }).fill(person.password);
  await page.getByRole('button', { name: 'Create account' }).click();
  // Until it is loaded, the page shows buttons that nothing answers yet.
  await page.waitForURL('/');

  await expect(page.getByRole('heading', { name: 'Link your first bank' })).toBeVisible();
  await page.getByRole('button', { name: 'Link a bank' }).click();
  await passThroughLink(page);

  // No reload. How soon is asked of a machine with nothing else to do: `npm run bench -- webhook`.
  const recent = page.getByRole('region', { name: 'Recent' });
  await expect(recent.getByText('Starbucks').first()).toBeVisible();
  await expect(page.getByText('Plaid Checking')).toBeVisible();
  await expect(page.getByText('Net worth').first()).toBeVisible();

  await page.getByRole('link', { name: 'Accounts', exact: true }).first().click();
  // The page before names accounts, too, until this one is there.
  await page.waitForURL('/accounts');
  const checking = page.getByRole('listitem').filter({ hasText: 'Plaid Checking' });
  await expect(checking).toContainText('$110.00');
  await expect(page.getByRole('listitem').filter({ hasText: 'Plaid Credit Card' })).toContainText(
    '$410.00',
  );

  await page.getByRole('link', { name: 'Transactions', exact: true }).first().click();
  await expect(page.getByRole('row', { name: /Starbucks/ }).first()).toContainText('Coffee');

  await page.getByRole('link', { name: 'Connections', exact: true }).first().click();
  const connection = page
    .getByRole('main')
    .getByRole('listitem')
    .filter({ hasText: 'First Platypus Bank' });
  await expect(connection).toContainText('Up to date');
  await expect(connection).toContainText('12 accounts');
});

test('the whole way can be gone by keyboard alone, on a phone', async ({ page, api: _ }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto('/');
  await page.getByRole('button', { name: 'Link a bank' }).focus();
  await page.keyboard.press('Enter');
  const link = linkFrame(page);
  await link.getByRole('button', { name: 'Continue' }).waitFor();
  await pressOn(page, link.getByRole('button', { name: 'Continue' }));
  await pressOn(page, link.getByRole('button', { name: 'Continue without phone number' }));
  await pressOn(page, link.getByRole('button', { name: 'First Platypus Bank' }).first());
  await link.getByLabel('Username').focus();
  await page.keyboard.type('user_good');
  await page.keyboard.press('Tab');
  await page.keyboard.type('pass_good');
  await page.keyboard.press('Enter');
  await pressOn(page, link.getByRole('button', { name: /^Continue with \d+ accounts$/ }));
  await pressOn(page, link.getByRole('button', { name: 'Done' }));
  await expect(page.getByText('Plaid Checking')).toBeVisible();
});

test('leaving Link, or failing in it, changes nothing and says what happened', async ({
  page,
  api,
}) => {
  await page.goto('/');
  await page.getByRole('button', { name: 'Link a bank' }).click();
  const link = linkFrame(page);
  await link.getByRole('button', { name: 'Continue' }).waitFor();
  await page.keyboard.press('Escape');
  await link.getByRole('button', { name: 'Leave' }).click();
  await expect(page.locator('iframe[id^="plaid-link-iframe"]')).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Link a bank' })).toBeEnabled();

  await page.getByRole('button', { name: 'Link a bank' }).click();
  await link.getByRole('button', { name: 'Continue' }).click();
  await link.getByRole('button', { name: 'Continue without phone number' }).click();
  await link.getByRole('button', { name: 'First Platypus Bank' }).first().click();
  await link.getByLabel('Username').fill('user_good');
  await link.getByLabel('Password', { exact: true }).fill('wrong');
  await link.getByRole('button', { name: 'Continue' }).click();
  await expect(link.getByRole('heading', { name: 'Those details did not work' })).toBeVisible();
  expect((await api.ask<{ items: unknown[] }>('GET', '/api/items')).items).toEqual([]);
});

async function pressOn(
  page: import('@playwright/test').Page,
  target: import('@playwright/test').Locator,
): Promise<void> {
  await target.focus();
  await expect(target).toBeFocused();
  await page.keyboard.press('Enter');
}

import { expect, linkBank, test } from './support/fixtures.ts';

test('the list is searched and narrowed, and the URL keeps it', async ({ page, api }) => {
  await linkBank(api, { username: 'user_good' });
  await page.goto('/transactions');
  await page.getByRole('searchbox', { name: 'Search transactions' }).fill('starb');
  await expect(page).toHaveURL(/\?q=starb$/);
  await expect(page.getByRole('row', { name: /Uber/ })).toHaveCount(0);
  await expect(page.getByRole('row', { name: /Starbucks/ }).first()).toBeVisible();
  await page.reload();
  await expect(page.getByRole('searchbox', { name: 'Search transactions' })).toHaveValue('starb');
  await expect(page.getByRole('row', { name: /Uber/ })).toHaveCount(0);

  await page.getByRole('searchbox', { name: 'Search transactions' }).fill('no such thing');
  await expect(page.getByText('Nothing matches what you are looking for.')).toBeVisible();
  await page.getByRole('button', { name: 'Clear the search' }).click();
  await expect(page.getByRole('row', { name: /Uber/ }).first()).toBeVisible();

  await page.getByRole('combobox', { name: 'Account' }).click();
  await page.getByRole('option', { name: /Plaid Saving/ }).click();
  await expect(page.getByRole('row', { name: /Uber/ })).toHaveCount(0);
  await expect(page.getByRole('row', { name: /INTRST PYMNT/ }).first()).toBeVisible();
});

test('scrolling brings page after page, each row once', async ({ page, api }) => {
  await linkBank(api, { username: 'user_good' });
  await page.goto('/transactions');
  const rows = page.locator('tbody tr');
  await expect(rows).toHaveCount(50);
  await page.mouse.move(640, 500);
  await expect(async () => {
    await page.mouse.wheel(0, 20_000);
    expect(await rows.count()).toBeGreaterThan(300);
  }).toPass();
});

test('category, note and reviewed are the person’s, and survive a reload', async ({
  page,
  api,
}) => {
  await linkBank(api, { username: 'user_good' });
  await page.goto('/transactions?q=Starbucks');
  const row = page.getByRole('row', { name: /Starbucks/ }).first();
  await row.getByRole('button', { name: 'Starbucks' }).click();
  const drawer = page.getByRole('dialog', { name: 'Starbucks' });
  await expect(drawer).toContainText('From the bank');
  await drawer.getByLabel('Category').click();
  await page.getByRole('option', { name: 'Groceries' }).click();
  await expect(drawer).toContainText('Chosen by you');
  await expect(row).toContainText('Groceries');
  await drawer.getByRole('button', { name: 'Mark as reviewed' }).click();
  await expect(drawer.getByRole('button', { name: 'Reviewed' })).toBeVisible();
  await drawer.getByLabel('Note').fill('Beans for home');
  await drawer.getByRole('button', { name: 'Next' }).click();
  await expect(drawer.getByLabel('Note')).toHaveValue('');
  await drawer.getByRole('button', { name: 'Previous' }).click();
  await expect(drawer.getByLabel('Note')).toHaveValue('Beans for home');
  await page.reload();
  await expect(row).toContainText('Groceries');
  await expect(row).toContainText('Beans for home');
});

test('a change the server refuses is taken back and said', async ({
  page,
  api,
  expectedTrouble,
}) => {
  expectedTrouble.push('status of 500');
  await linkBank(api, { username: 'user_good' });
  await page.goto('/transactions?q=Starbucks');
  await page.getByRole('button', { name: 'Starbucks' }).first().click();
  const drawer = page.getByRole('dialog', { name: 'Starbucks' });
  await page.route('**/api/transactions/*', (route) =>
    route.request().method() === 'PATCH'
      ? route.fulfill({
          status: 500,
          json: { error: { code: 'internal', message: 'Something went wrong on our side.' } },
        })
      : route.continue(),
  );
  await drawer.getByRole('button', { name: 'Mark as reviewed' }).click();
  await expect(page.getByText('Not saved', { exact: true })).toBeVisible();
  await expect(drawer.getByRole('button', { name: 'Mark as reviewed' })).toBeVisible();
});

test('an account’s page shows its balance and its transactions alone', async ({ page, api }) => {
  await linkBank(api, { username: 'user_good' });
  await page.goto('/accounts');
  await page.getByRole('link', { name: 'Plaid Credit Card' }).click();
  await expect(page.getByRole('heading', { name: 'Plaid Credit Card' })).toBeVisible();
  await expect(page.getByText('Owed')).toBeVisible();
  await expect(page.getByRole('row', { name: /Touchstone Climbing/ }).first()).toBeVisible();
  await expect(page.getByRole('row', { name: /Starbucks/ })).toHaveCount(0);
});

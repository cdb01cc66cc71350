import { expect, linkBank, test } from './support/fixtures.ts';

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
  await page.getByRole('combobox', { name: 'Search categories' }).pressSequentially('grocer');
  await expect(page.getByRole('option')).toHaveText([/^Groceries/]);
  await page.keyboard.press('Enter');
  await expect(drawer).toContainText('Chosen by hand');
  await expect(row).toContainText('Groceries');
  await drawer.getByRole('button', { name: 'Go back to: Coffee' }).click();
  await expect(drawer).not.toContainText('Chosen by hand');
  await expect(row).toContainText('Coffee');
  await drawer.getByLabel('Category').click();
  await page.getByRole('option', { name: 'Groceries' }).click();
  await expect(row).toContainText('Groceries');
  await drawer.getByRole('button', { name: 'Mark as reviewed' }).click();
  await expect(drawer.getByRole('button', { name: 'Reviewed' })).toBeVisible();
  await expect(row).toContainText('Reviewed');
  await drawer.getByLabel('Note').fill('Beans for home');
  await drawer.getByRole('button', { name: 'Next' }).click();
  await expect(drawer.getByLabel('Note')).toHaveValue('');
  await drawer.getByRole('button', { name: 'Previous' }).click();
  await expect(drawer.getByLabel('Note')).toHaveValue('Beans for home');
  await page.reload();
  await expect(row).toContainText('Groceries');
  await expect(row).toContainText('Beans for home');
});

test('name, date and hiding are the person’s too, and all of it is taken back', async ({
  page,
  api,
}) => {
  await linkBank(api, { username: 'user_good' });
  await page.goto('/transactions?q=touchstone');
  const row = page.locator('tr[data-row]').first();
  await row.getByRole('button', { name: 'Touchstone Climbing' }).click();
  const drawer = page.getByRole('dialog');
  await expect(drawer).toContainText('Cleaned up by Plaid');
  await drawer.getByLabel('Name').fill('The wall');
  await drawer.getByLabel('Name').press('Enter');
  await expect(row).toContainText('The wall');
  await expect(page.getByText('Touchstone Climbing: renamed to The wall').first()).toBeVisible();
  await drawer.getByLabel('Date', { exact: true }).fill('Jan 5, 2026');
  await drawer.getByLabel('Date', { exact: true }).press('Enter');
  await expect(page.getByText('The wall: dated Jan 5').first()).toBeVisible();
  await drawer.getByRole('button', { name: 'Hide' }).click();
  await expect(drawer.getByRole('button', { name: 'Show again' })).toBeVisible();
  await drawer.getByRole('button', { name: 'Close' }).click();
  await expect(page.getByText('1 hidden')).toBeVisible();
  for (const what of ['hidden', 'dated Jan 5', 'renamed to The wall']) {
    await page.keyboard.press('Control+z');
    await expect(page.getByText(new RegExp(`Taken back: .*: ${what}`)).first()).toBeVisible();
  }
  await expect(row).toContainText('Touchstone Climbing');
  await expect(page.getByText('1 hidden')).toHaveCount(0);
  await page.keyboard.press('Control+z');
  await expect(page.getByText('There is nothing to take back.').first()).toBeVisible();
});

test('rows are walked, reviewed, named and ticked by keys alone', async ({ page, api }) => {
  await linkBank(api, { username: 'user_good' });
  await page.goto('/transactions?reviewed=false');
  const rows = page.locator('tr[data-row]');
  const focused = page.locator('tr[data-row]:has(button:focus)');
  await expect(page.getByRole('navigation', { name: 'Main' }).getByText('99+')).toBeVisible();
  await expect(async () => {
    await page.keyboard.press('j');
    await expect(focused).toHaveCount(1, { timeout: 500 });
  }).toPass();
  const idOf = async () => focused.getAttribute('data-row');
  const first = await idOf();
  await page.keyboard.press('r');
  await expect(page.locator(`tr[data-row="${first}"]`)).toHaveCount(0);
  await expect(focused).toHaveCount(1);
  expect(await idOf()).not.toBe(first);

  await page.keyboard.press('p');
  await page.getByRole('dialog', { name: 'Name' }).getByLabel('Name').fill('Rent');
  await page.keyboard.press('Enter');
  await expect(focused).toContainText('Rent');
  await page.keyboard.press('c');
  await page.getByRole('combobox', { name: 'Search categories' }).fill('grocer');
  await page.keyboard.press('Enter');
  await expect(focused).toContainText('Groceries');
  await page.keyboard.press('Enter');
  const drawer = page.getByRole('dialog', { name: 'Rent' });
  await expect(drawer).toBeVisible();
  await drawer.getByRole('button', { name: 'Close' }).click();
  await expect(focused).toContainText('Rent');

  await page.keyboard.press('x');
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Shift+ArrowDown');
  const bar = page.getByRole('toolbar', { name: 'Selected transactions' });
  await expect(bar).toContainText('3 selected');
  await page.keyboard.press('n');
  await page.getByRole('dialog', { name: 'Note' }).getByLabel('Note').fill('On the road');
  await page.keyboard.press('Enter');
  await expect(rows.filter({ hasText: 'On the road' })).toHaveCount(3);
  await bar.getByRole('button', { name: 'Clear selection' }).click();
  await expect(bar).toBeHidden();
  await page.keyboard.press('Control+z');
  await expect(rows.filter({ hasText: 'On the road' })).toHaveCount(0);
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible();
});

test('all that a filter lets through changes at once, and goes back at once', async ({
  page,
  api,
}) => {
  await linkBank(api, { username: 'user_good' });
  await page.goto('/transactions?q=starbucks');
  await page.getByRole('checkbox', { name: 'Select Starbucks' }).first().click();
  const bar = page.getByRole('toolbar', { name: 'Selected transactions' });
  await bar.getByRole('button', { name: /^Select all \d+$/ }).click();
  await expect(bar).toContainText(/All \d+ selected/);
  await bar.getByRole('button', { name: 'Hide' }).click();
  const all = await page.getByText(/^(\d+) transactions, \1 hidden$/).innerText();
  const count = Number.parseInt(all, 10);
  expect(count).toBeGreaterThan(20);
  const found = await api.ask<{ count: number }>('GET', '/api/transactions/totals?hidden=true');
  expect(found.count).toBe(count);
  await page.getByRole('button', { name: 'Changes of this visit' }).click();
  await page.getByRole('button', { name: 'Undo' }).last().click();
  await expect(page.getByText(`${count} transactions`, { exact: true })).toBeVisible();
  expect(await api.ask('GET', '/api/transactions/totals?hidden=true')).toMatchObject({ count: 0 });
});

test('what was changed here shows in the list without any event', async ({
  page,
  api,
  expectedTrouble,
}) => {
  expectedTrouble.push('net::ERR_FAILED');
  await linkBank(api, { username: 'user_good' });
  await page.route('**/api/events?*', (route) => route.abort());
  await page.goto('/transactions?q=Starbucks');
  await page.getByRole('button', { name: 'Starbucks' }).first().click();
  await page.getByRole('button', { name: 'Mark as reviewed' }).click();
  await expect(page.getByRole('row', { name: /Starbucks/ }).first()).toContainText('Reviewed');
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
    route.request().method() === 'POST'
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

test('tags are put on by one key, on a row, on some, on all, and narrow the list', async ({
  page,
  api,
}) => {
  await linkBank(api, { username: 'user_good' });
  await page.goto('/transactions?q=starbucks');
  const rows = page.locator('tr[data-row]');
  const search = page.getByRole('combobox', { name: 'Search tags' });
  const option = (name: string) => page.getByRole('option', { name });
  await expect(async () => {
    await page.keyboard.press('j');
    await page.keyboard.press('t');
    // Another try would be typed into it, where it is only slow to come.
    await expect(search).toBeFocused({ timeout: 3_000 });
  }).toPass();
  await page.keyboard.type('Beans');
  await page.keyboard.press('Enter');
  await expect(rows.filter({ hasText: 'Beans' })).toHaveCount(1);
  await expect(option('Beans')).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Escape');

  await rows.first().getByRole('checkbox').click();
  await rows.nth(1).getByRole('checkbox').click();
  await page.keyboard.press('t');
  await expect(option('Beans')).toContainText('1 of 2');
  await option('Beans').click();
  await expect(rows.filter({ hasText: 'Beans' })).toHaveCount(2);
  await page.keyboard.press('Escape');

  const bar = page.getByRole('toolbar', { name: 'Selected transactions' });
  await bar.getByRole('button', { name: /^Select all \d+$/ }).click();
  await bar.getByRole('button', { name: 'Tags' }).click();
  await expect(option('Beans')).toContainText(/2 of \d\d/);
  await option('Beans').click();
  await expect(option('Beans')).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Escape');
  await bar.getByRole('button', { name: 'Clear selection' }).click();
  await page.goto('/transactions');
  await page.getByRole('button', { name: 'Tags: Any tag' }).click();
  await option('Beans').click();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Tags: Beans' })).toBeVisible();
  await expect(rows.filter({ hasNotText: 'Starbucks' })).toHaveCount(0);

  await rows.first().getByRole('button', { name: 'Starbucks' }).click();
  const drawer = page.getByRole('dialog', { name: 'Starbucks' });
  await expect(drawer).toContainText('Beans: put on by hand.');
  await drawer.getByRole('button', { name: 'Go back to: no tags' }).click();
  await expect(drawer).not.toContainText('Beans');
  await page.keyboard.press('Control+z');
  await expect(drawer).toContainText('Beans: put on by hand.');
});

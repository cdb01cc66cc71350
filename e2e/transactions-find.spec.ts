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
  await page.getByRole('button', { name: 'Show all transactions' }).click();
  await expect(page.getByRole('row', { name: /Uber/ }).first()).toBeVisible();

  await page.getByRole('combobox', { name: 'Account' }).click();
  await page.getByRole('option', { name: /Plaid Saving/ }).click();
  await expect(page.getByRole('row', { name: /Uber/ })).toHaveCount(0);
  await expect(page.getByRole('row', { name: /INTRST PYMNT/ }).first()).toBeVisible();
});

test('one finds by amount, category, day and state, together, and sees what it comes to', async ({
  page,
  api,
}) => {
  await linkBank(api, { username: 'user_good' });
  await page.goto('/transactions');
  const search = page.getByRole('searchbox', { name: 'Search transactions' });
  const rows = page.locator('tr[data-row]');
  await search.fill('category:coffee 4.33');
  await expect(page).toHaveURL(/q=category%3Acoffee\+4.33$/);
  await expect(rows.filter({ hasNotText: 'Starbucks' })).toHaveCount(0);
  const found = page.getByText(/^\d+ transactions$/);
  await expect(found.locator('..')).toHaveAttribute('aria-busy', 'false');
  const count = await found.innerText();
  const cents = 433 * Number.parseInt(count, 10);
  await expect(page.getByText(`Net −$${cents / 100}`)).toBeVisible();
  await search.fill('is:perhaps');
  await expect(page.getByText('Searched as words: is:perhaps')).toBeVisible();
  await page.getByRole('button', { name: 'Clear', exact: true }).click();
  await expect(search).toHaveValue('');

  await page.getByRole('combobox', { name: 'Category' }).click();
  await page.getByRole('combobox', { name: 'Search categories' }).fill('fast');
  await page.getByRole('option', { name: /Fast food/ }).click();
  await page.getByRole('button', { name: 'Amount: Any amount' }).click();
  await page.getByLabel('At least').fill('1x');
  await expect(page.getByText('Use digits and a point: 12.99.')).toBeVisible();
  await page.getByLabel('At least').fill('400');
  await page.getByLabel('At least').press('Enter');
  await page.keyboard.press('Escape');
  await expect(page).toHaveURL(/categoryId=[\w-]+&min=400$/);
  await expect(rows.filter({ hasText: 'KFC' }).first()).toBeVisible();
  await expect(rows.filter({ hasNotText: 'KFC' })).toHaveCount(0);
  await page.getByRole('button', { name: 'Dates: Any date' }).click();
  await page.getByLabel('To', { exact: true }).fill('2001-01-01');
  await page.getByLabel('To', { exact: true }).press('Enter');
  await expect(page.getByText('Nothing matches what you are looking for.')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Dates: Until Jan 1, 2001' })).toBeVisible();
});

test('no letter is lost while one types, and Back undoes the whole search', async ({
  page,
  api,
}) => {
  await linkBank(api, { username: 'user_good' });
  await page.goto('/transactions');
  const search = page.getByRole('searchbox', { name: 'Search transactions' });
  // A key pressed before the page is ready is nobody's.
  await expect(async () => {
    await page.keyboard.press('/');
    await expect(search).toBeFocused({ timeout: 500 });
  }).toPass();
  for (const delay of [0, 40, 170]) {
    await search.fill('');
    await search.pressSequentially('touchstone climbing', { delay });
    await expect(search).toHaveValue('touchstone climbing');
    await expect(page).toHaveURL(/q=touchstone\+climbing$/);
    await expect(search).toHaveValue('touchstone climbing');
  }
  await expect(page.getByRole('row', { name: /Uber/ })).toHaveCount(0);
  await page.getByRole('combobox', { name: 'State' }).click();
  await page.getByRole('option', { name: 'To review' }).click();
  await expect(page).toHaveURL(/reviewed=false$/);
  await page.goBack();
  await expect(page).toHaveURL(/q=touchstone\+climbing$/);
  await page.goBack();
  await expect(page).toHaveURL('/transactions');
  await expect(search).toHaveValue('');
  await expect(page.getByRole('row', { name: /Uber/ }).first()).toBeVisible();
});

test('a mangled URL narrows nothing and says nothing odd', async ({ page, api }) => {
  await linkBank(api, { username: 'user_good' });
  await page.goto(`/transactions?accountId=garbage&q=${'x'.repeat(201)}&from=never&open=nothing`);
  await expect(page.locator('tr[data-row]').first()).toBeVisible();
  await expect(page.getByRole('combobox', { name: 'Account' })).toHaveText('All accounts');
  await expect(page.getByRole('main').getByRole('alert')).toHaveCount(0);
  await page.goto('/transactions?accountId=01900000-0000-7000-8000-000000000000');
  await expect(page.getByText('This account is not among yours.')).toBeVisible();
  await expect(page.getByRole('table')).toHaveCount(0);
});

test('a search without an answer shows no rows of another, and can be tried again', async ({
  page,
  api,
  expectedTrouble,
}) => {
  expectedTrouble.push('net::ERR_FAILED');
  await linkBank(api, { username: 'user_good' });
  await page.goto('/transactions');
  await expect(page.locator('tr[data-row]').first()).toBeVisible();
  // The list also asks again by itself: until the button is pressed, nothing is answered.
  const { promise: pressed, resolve: answer } = Promise.withResolvers<void>();
  let isDown = true;
  await page.route('**/api/transactions?*', (route) =>
    isDown ? route.abort() : pressed.then(() => route.continue()),
  );
  await page.getByRole('searchbox', { name: 'Search transactions' }).fill('starb');
  const problem = page.getByRole('main').getByRole('alert');
  await expect(problem).toContainText('The list could not be read');
  await expect(page.locator('tr[data-row]')).toHaveCount(0);
  isDown = false;
  const asked = page.waitForRequest('**/api/transactions?*');
  await problem.getByRole('button', { name: 'Try again' }).click();
  await asked;
  answer();
  await expect(page.getByRole('row', { name: /Starbucks/ }).first()).toBeVisible();
});

test('a filter is kept as a view, opened, renamed, moved, and deleted with a way back', async ({
  page,
  api,
  expectedTrouble,
}) => {
  expectedTrouble.push('status of 400');
  await linkBank(api, { username: 'user_good' });
  await page.goto('/transactions');
  await page.getByRole('button', { name: 'Saved views' }).click();
  await expect(page.getByText('Search or narrow the list, then keep it here')).toBeVisible();
  await page.keyboard.press('Escape');
  const views = page.getByRole('navigation', { name: 'Saved views' });
  const dialog = page.getByRole('dialog', { name: 'Save this view' });
  const search = page.getByRole('searchbox', { name: 'Search transactions' });
  for (const name of ['starbucks', 'uber']) {
    await search.fill(name);
    await page.getByRole('button', { name: 'Save this view' }).click();
    await expect(dialog.getByLabel('Name')).toHaveValue(name);
    await dialog.getByRole('button', { name: 'Save' }).click();
    await expect(views.getByRole('link', { name })).toHaveAttribute('aria-current', 'true');
  }
  await expect(page.getByRole('button', { name: 'Save this view' })).toHaveCount(0);
  await views.getByRole('link', { name: 'starbucks' }).click();
  await expect(page).toHaveURL(/\?q=starbucks$/);
  await expect(page.locator('tr[data-row]').filter({ hasNotText: 'Starbucks' })).toHaveCount(0);

  await page.getByRole('button', { name: 'Saved views' }).click();
  await page.getByRole('menuitem', { name: 'Change views' }).click();
  const changing = page.getByRole('dialog', { name: 'Change views' });
  await changing.getByLabel('Name of uber').fill('starbucks');
  await changing.getByLabel('Name of uber').press('Enter');
  await expect(changing.getByText('Another view has this name.')).toBeVisible();
  await changing.getByLabel('Name of uber').fill('Rides');
  await changing.getByLabel('Name of uber').press('Enter');
  await changing.getByRole('button', { name: 'Move Rides up' }).click();
  await expect(changing.getByRole('button', { name: 'Move Rides up' })).toBeDisabled();
  await changing.getByRole('button', { name: 'Delete starbucks' }).click();
  await expect(changing.getByRole('listitem')).toHaveCount(1);
  await changing.getByRole('button', { name: 'Close' }).click();
  await page.keyboard.press('Control+z');
  await expect(views.getByRole('link')).toHaveText(['Rides', 'starbucks']);

  await page.goto('/accounts');
  await page.getByRole('button', { name: 'Search', exact: true }).click();
  await page.keyboard.type('rides');
  await page.getByRole('option', { name: /Rides/ }).first().click();
  await expect(page).toHaveURL(/\/transactions\?q=uber$/);
  await expect(views.getByRole('link', { name: 'Rides' })).toHaveAttribute('aria-current', 'true');
});

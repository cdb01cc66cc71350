import { baseUrl, control, expect, linkBank, test } from './support/fixtures.ts';

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
  const count = await page.getByText(/^\d+ transactions$/).innerText();
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

test('one scrolls through all of it, under its days, with few rows in the page', async ({
  page,
  api,
}) => {
  await linkBank(api, { username: 'user_good' });
  await page.goto('/transactions');
  const table = page.getByRole('table', { name: 'Transactions' });
  const rows = page.locator('tr[data-row]');
  await expect(page.locator('tr[data-day] th').first()).toContainText(/[+−]?\$\d/);
  const places = new Map<string, string>();
  await page.mouse.move(640, 500);
  await expect(async () => {
    await page.mouse.wheel(0, 400);
    const shown = await rows.evaluateAll((all) =>
      all.map((row) => [row.getAttribute('data-row'), row.getAttribute('aria-rowindex')]),
    );
    expect(shown.length).toBeLessThan(60);
    for (const [id, place] of shown) places.set(id ?? '', place ?? '');
    await expect(table).not.toHaveAttribute('aria-rowcount', '-1', { timeout: 1 });
    const wanted = Number(await table.getAttribute('aria-rowcount'));
    expect(Math.max(...[...places.values()].map(Number))).toBe(wanted);
  }).toPass({ intervals: [50] });
  expect(places.size).toBeGreaterThan(300);
  expect(new Set(places.values()).size).toBe(places.size);
  // The day being read stays in sight, and the row one came from keeps the focus.
  const first = rows.first();
  const heading = page.locator('tr[data-day] th').first();
  await expect.poll(async () => (await heading.boundingBox())?.y).toBeLessThan(60);
  const focused = await rows.nth(5).getAttribute('data-row');
  await page.locator(`tr[data-row="${focused}"] button`).first().focus();
  await page.evaluate(() => window.scrollTo(0, 0));
  await expect(first).toHaveAttribute('aria-rowindex', '3');
  await expect(page.locator(`tr[data-row="${focused}"] button`).first()).toBeFocused();
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
  await expect(page.getByRole('dialog', { name: 'Keys of this list' })).toBeVisible();
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

test('an open transaction is in the URL: a reload keeps it and Back closes it', async ({
  page,
  api,
}) => {
  await linkBank(api, { username: 'user_good' });
  await page.goto('/transactions?q=Starbucks');
  await page.getByRole('button', { name: 'Starbucks' }).first().click();
  const drawer = page.getByRole('dialog', { name: 'Starbucks' });
  await expect(drawer).toBeVisible();
  await expect(page).toHaveURL(/q=Starbucks&open=/);
  await page.reload();
  await expect(drawer).toBeVisible();
  await drawer.getByRole('button', { name: 'Close' }).click();
  await expect(drawer).toBeHidden();
  await expect(page).toHaveURL('/transactions?q=Starbucks');

  await page.getByRole('button', { name: 'Starbucks' }).nth(1).click();
  await drawer.getByRole('button', { name: 'Next' }).click();
  await page.goBack();
  await expect(drawer).toBeHidden();
  await expect(page).toHaveURL('/transactions?q=Starbucks');
  await expect(page.getByRole('button', { name: 'Starbucks' }).nth(2)).toBeFocused();
});

test('the drawer takes the focus, lets Tab go to the list, and gives the focus back', async ({
  page,
  api,
}) => {
  await linkBank(api, { username: 'user_good' });
  await page.goto('/transactions?q=Starbucks');
  const row = page.getByRole('button', { name: 'Starbucks' }).first();
  await row.focus();
  await page.keyboard.press('Enter');
  const drawer = page.getByRole('dialog', { name: 'Starbucks' });
  await expect(drawer).toBeFocused();
  await drawer.getByRole('button', { name: 'Mark as reviewed' }).focus();
  await page.keyboard.press('Tab');
  await expect(drawer.locator(':focus')).toHaveCount(0);
  await drawer.getByRole('button', { name: 'Mark as reviewed' }).focus();
  await page.keyboard.press('Escape');
  await expect(row).toBeFocused();
});

test('a note typed and not left is saved, also when the page goes away', async ({ page, api }) => {
  await linkBank(api, { username: 'user_good' });
  const { items } = await api.ask<{ items: { id: string }[] }>('GET', '/api/transactions?limit=1');
  const path = `/api/transactions/${items[0]?.id}`;
  const note = async () => (await api.ask<{ note: string | null }>('GET', path)).note;
  await page.goto(`/transactions?open=${items[0]?.id}`);
  const field = page.getByRole('dialog').getByLabel('Note');
  await field.pressSequentially('Tickets for two');
  await expect(page.getByText('Saved.', { exact: true })).toBeVisible();
  expect(await note()).toBe('Tickets for two');
  await field.pressSequentially(', paid');
  await page.reload();
  await expect.poll(note).toBe('Tickets for two, paid');
});

test('a note that was not saved says so, stays, and is tried again', async ({
  page,
  api,
  expectedTrouble,
}) => {
  expectedTrouble.push('ERR_INTERNET_DISCONNECTED');
  await linkBank(api, { username: 'user_good' });
  const { items } = await api.ask<{ items: { id: string }[] }>('GET', '/api/transactions?limit=1');
  await page.goto(`/transactions?open=${items[0]?.id}`);
  const field = page.getByRole('dialog').getByLabel('Note');
  await field.waitFor();
  await page.context().setOffline(true);
  await field.pressSequentially('Owed by Ida');
  await expect(page.getByText('Not saved. The text stays here.')).toBeVisible();
  await expect(field).toHaveValue('Owed by Ida');
  await page.context().setOffline(false);
  await expect(page.getByText('Saved.', { exact: true })).toBeVisible();
  const path = `/api/transactions/${items[0]?.id}`;
  expect(await api.ask('GET', path)).toMatchObject({ note: 'Owed by Ida' });
});

test('a note written in another tab appears, unless one is writing', async ({ page, api }) => {
  await linkBank(api, { username: 'user_good' });
  const { items } = await api.ask<{ items: { id: string }[] }>('GET', '/api/transactions?limit=1');
  const path = `/api/transactions/${items[0]?.id}`;
  await page.goto(`/transactions?open=${items[0]?.id}`);
  const field = page.getByRole('dialog').getByLabel('Note');
  await field.waitFor();
  await api.ask('PATCH', path, { note: 'From the other tab' });
  await expect(field).toHaveValue('From the other tab');
  await field.focus();
  await Promise.all([
    page.waitForResponse(async (each) => (await each.text().catch(() => '')).includes('And again')),
    api.ask('PATCH', path, { note: 'And again' }),
  ]);
  await expect(field).toHaveValue('From the other tab');
  await field.blur();
  await expect(field).toHaveValue('And again');
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

test('what was changed here shows in the list without any event', async ({
  page,
  api,
  expectedTrouble,
}) => {
  expectedTrouble.push('net::ERR_FAILED');
  await linkBank(api, { username: 'user_good' });
  await page.route('**/api/events', (route) => route.abort());
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

test('an account’s page shows its balance and its transactions alone', async ({ page, api }) => {
  await linkBank(api, { username: 'user_good' });
  await page.goto('/accounts');
  await page.getByRole('link', { name: 'Plaid Credit Card' }).click();
  await expect(page.getByRole('heading', { name: 'Plaid Credit Card' })).toBeVisible();
  await expect(page.getByText('Owed')).toBeVisible();
  await expect(page.getByRole('row', { name: /Touchstone Climbing/ }).first()).toBeVisible();
  await expect(page.getByRole('row', { name: /Starbucks/ })).toHaveCount(0);
});

test('the day is the reader’s, from the first render on once the server knows their zone', async ({
  api,
  browser,
  page,
}) => {
  await linkBank(api, { username: 'user_good' });
  const { items } = await api.ask<{ items: { date: string }[] }>(
    'GET',
    '/api/transactions?limit=1',
  );
  const dayBefore = (timeZone: string) => {
    const format = new Intl.DateTimeFormat('en-CA', { timeZone });
    return Math.round(
      (Date.parse(format.format(new Date())) - Date.parse(items[0]?.date ?? '')) / 86_400_000,
    );
  };
  const storageState = await page.context().storageState();
  // At any moment one of the two has another date than the server.
  for (const timezoneId of ['Pacific/Kiritimati', 'Pacific/Pago_Pago']) {
    const context = await browser.newContext({ baseURL: baseUrl, storageState, timezoneId });
    const reader = await context.newPage();
    const expected = ['Today', 'Yesterday'][dayBefore(timezoneId)] ?? /\w{3}, \w{3} \d/;
    const day = reader.locator('tr[data-day] th').first();
    await reader.goto('/transactions');
    await expect(day).toContainText(expected);
    const html = await (await context.request.get('/transactions')).text();
    if (typeof expected === 'string') expect(html).toContain(expected);
    await context.close();
  }
});

test('figures are never covered: by the drawer, or by each other on a phone', async ({
  page,
  api,
}) => {
  const item = await linkBank(api);
  await control(`/items/${item.plaidItemId}/transactions`, {
    add: [{ amount: 1_234_567.89, name: 'House on the hill with a long name' }],
  });
  await page.goto('/transactions?q=House');
  const row = page.getByRole('row', { name: /House on the hill/ });
  await row.getByRole('button', { name: 'House' }).click();
  const drawer = await page.getByRole('dialog').boundingBox();
  await expect(async () => {
    const cell = await row.getByRole('cell').last().boundingBox();
    expect((cell?.x ?? 0) + (cell?.width ?? 0)).toBeLessThanOrEqual(drawer?.x ?? 0);
  }).toPass();
  await page.keyboard.press('Escape');
  await page.setViewportSize({ width: 360, height: 740 });
  const amount = await row.getByText('1,234,567').first().boundingBox();
  const merchant = await row.getByRole('button', { name: 'House' }).boundingBox();
  expect((merchant?.x ?? 0) + (merchant?.width ?? 0)).toBeLessThan(amount?.x ?? 0);
});

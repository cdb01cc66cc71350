import { listViolations } from './support/axe.ts';
import { baseUrl, control, expect, linkBank, test } from './support/fixtures.ts';

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

test('an account’s page shows its balance and its transactions alone', async ({ page, api }) => {
  await linkBank(api, { username: 'user_good' });
  await page.goto('/accounts');
  await page.getByRole('link', { name: 'Plaid Credit Card' }).click();
  await expect(page.getByRole('heading', { name: 'Plaid Credit Card' })).toBeVisible();
  await expect(page.getByText('Owed', { exact: true }).first()).toBeVisible();
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

test.describe('on a phone', () => {
  test.use({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });

  test('one narrows by a sheet, ticks by taps or by resting on a row, and changes all at once', async ({
    page,
    api,
  }) => {
    await linkBank(api, { username: 'user_good' });
    await page.goto('/transactions?q=starbucks');
    const rows = page.locator('tr[data-row]');
    const bar = page.getByRole('toolbar', { name: 'Selected transactions' });
    await page.getByRole('button', { name: 'Filters' }).click();
    const sheet = page.getByRole('dialog', { name: 'Filters' });
    await sheet.getByRole('combobox', { name: 'State' }).click();
    await page.getByRole('option', { name: 'To review' }).click();
    expect(await listViolations(page)).toEqual([]);
    await sheet.getByRole('button', { name: /^Show \d\d$/ }).click();
    await expect(page).toHaveURL(/q=starbucks&reviewed=false$/);

    await page.getByRole('button', { name: 'Select', exact: true }).click();
    await expect(bar).toContainText('0 selected');
    await expect(bar.getByRole('button', { name: 'Hide' })).toBeDisabled();
    await rows.nth(0).tap();
    await rows.nth(1).getByRole('checkbox').tap();
    await expect(bar).toContainText('2 selected');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    expect(await listViolations(page)).toEqual([]);
    await bar.getByRole('button', { name: 'Reviewed' }).click();
    await expect(page.getByText('2 transactions: reviewed').first()).toBeVisible();
    await bar.getByRole('button', { name: 'Clear selection' }).click();
    await expect(bar).toBeHidden();

    const box = await rows.nth(0).boundingBox();
    const [x, y] = [(box?.x ?? 0) + 80, (box?.y ?? 0) + 20];
    const client = await page.context().newCDPSession(page);
    await client.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [{ x, y }] });
    await expect(bar).toContainText('1 selected');
    await client.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
    await expect(bar).toContainText('1 selected');
    await bar.getByRole('button', { name: 'Clear selection' }).click();

    await rows.nth(0).tap();
    const drawer = page.getByRole('dialog', { name: 'Starbucks' });
    await expect(drawer).toBeVisible();
    expect(await drawer.boundingBox()).toMatchObject({ x: 0, width: 360 });
    await drawer.getByRole('button', { name: 'Close' }).click();
    await expect(drawer).toBeHidden();
  });
});

import { chromium } from '@playwright/test';
import { Api, baseUrl, expect, newPerson, test } from './support/fixtures.ts';

test('wrong details are refused in words, right ones lead to where one was going', async ({
  page,
  expectedTrouble,
}) => {
  expectedTrouble.push('status of 401');
  const person = newPerson();
  await new Api(page.request).ask('POST', '/api/sign-up', person);
  await page.goto('/accounts');
  await expect(page).toHaveURL('/sign-in?next=%2Faccounts');
  await page.getByLabel('E-mail').fill(person.email);
  await page.getByLabel('Password', { exact: true }).fill('not the password');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('main').getByRole('alert')).toContainText(
    'The e-mail or the password is not right.',
  );
  await expect(page.getByLabel('E-mail')).toHaveValue(person.email);
  await expect(page.getByLabel('Password', { exact: true })).toBeFocused();
  // What was wrong is selected: typing replaces it.
  await page.keyboard.type(person.password);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL('/accounts');
});

test('an empty form is not sent, and naming what is missing moves no field', async ({ page }) => {
  let sent = 0;
  page.on('request', (request) => {
    // The form asks of itself what a passkey would have to sign.
    const isOwn = request.url().endsWith('/api/sign-in/passkey');
    if (request.method() === 'POST' && !isOwn) sent += 1;
  });
  for (const [path, name] of [
    ['/sign-in', 'Sign in'],
    ['/sign-up', 'Create account'],
  ] as const) {
    await page.goto(path);
    const field = page.getByLabel('Password', { exact: true });
    const before = await field.boundingBox();
    await expect(async () => {
      await page.getByRole('button', { name }).click();
      await expect(page.locator('[aria-invalid]').first()).toBeFocused({ timeout: 500 });
    }).toPass();
    await expect(page.locator('[aria-invalid]')).toHaveCount(path === '/sign-in' ? 2 : 3);
    expect(await field.boundingBox()).toEqual(before);
  }
  expect(sent).toBe(0);
});

test('signing up names what is wrong beside each field, and keeps what was typed', async ({
  page,
  expectedTrouble,
}) => {
  expectedTrouble.push('status of 409');
  const person = newPerson();
  await new Api(page.request).ask('POST', '/api/sign-up', person);
  await page.goto('/sign-up');
  await page.getByLabel('Name').fill('Ana');
  await page.getByLabel('E-mail').fill('not an address');
  await page.getByLabel('Password', { exact: true }).fill('short');
  await page.getByRole('button', { name: 'Create account' }).click();
  await expect(page.getByText('Use an address such as ana@example.com.')).toBeVisible();
  await expect(page.getByText('Use at least 15 characters.')).toBeVisible();
  await expect(page.getByLabel('E-mail')).toBeFocused();
  await page.getByLabel('E-mail').fill(person.email);
  await page.getByLabel('Password', { exact: true }).fill(person.password);
  await page.getByRole('button', { name: 'Create account' }).click();
  await expect(page.getByText('There is already an account with this e-mail.')).toBeVisible();
  await expect(page.getByLabel('Name')).toHaveValue('Ana');
});

test('signing out ends the session on the server, not just in this browser', async ({
  page,
  api,
  browser,
}) => {
  await page.goto('/');
  const state = await page.context().storageState();
  const thief = await browser.newContext({ storageState: state, baseURL: baseUrl });
  expect((await thief.request.get('/api/accounts')).status()).toBe(200);

  await page
    .getByRole('button', { name: /Ana Prior/ })
    .first()
    .click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(page).toHaveURL('/sign-in');
  expect((await thief.request.get('/api/accounts')).status()).toBe(401);
  const visit = await thief.request.get('/', { maxRedirects: 0 });
  expect([307, 302]).toContain(visit.status());
  await thief.close();
  expect((await api.send('GET', '/api/items')).status()).toBe(401);
});

test('going back after signing out shows nothing of what was there', async ({ launchOptions }) => {
  // Playwright switches off the cache that keeps whole pages for going back.
  const browser = await chromium.launch({
    ...launchOptions,
    ignoreDefaultArgs: ['--disable-back-forward-cache'],
  });
  const page = await browser.newPage({ baseURL: baseUrl });
  const person = newPerson();
  await new Api(page.request).signIn(person);
  await page.goto('/transactions');
  await page.evaluate(() => localStorage.setItem('kept', 'something of the person'));
  await page.goto('/accounts');
  const menu = page.getByRole('button', { name: /Ana Prior/ }).first();
  await menu.click();
  const answered = page.waitForResponse('**/api/auth/signout');
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  expect(await (await answered).headerValue('clear-site-data')).toBe('"cache", "storage"');
  await expect(page).toHaveURL('/sign-in');
  expect(await page.evaluate(() => localStorage.length)).toBe(0);
  for (const _ of [1, 2]) {
    await page.goBack();
    await expect(page).toHaveURL(/\/sign-in\?next=/);
    await expect(menu).toHaveCount(0);
    await expect(page.getByText(person.name)).toHaveCount(0);
  }
  await browser.close();
});

test('the cookie is out of reach of scripts and of other sites', async ({ page, api: _ }) => {
  const cookie = (await page.context().cookies()).find((each) => each.name.includes('session'));
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/' });
  expect(cookie?.value).toMatch(/^[\w-]{43}$/);
});

test('a stranger is sent to sign in from every page, and back to where they were going', async ({
  page,
}) => {
  for (const path of ['/', '/accounts', '/transactions', '/connections', '/accounts/x']) {
    await page.goto(path);
    await expect(page).toHaveURL(/\/sign-in/);
  }
  const person = newPerson();
  await new Api(page.request).ask('POST', '/api/sign-up', person);
  await page.goto('/transactions?q=coffee');
  await expect(page).toHaveURL('/sign-in?next=%2Ftransactions%3Fq%3Dcoffee');
  await page.getByLabel('E-mail').fill(person.email);
  await page.getByLabel('Password', { exact: true }).fill(person.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page).toHaveURL('/transactions?q=coffee');
});

test('whoever could not be signed out is told so', async ({ page, api, expectedTrouble }) => {
  expectedTrouble.push('status of 503');
  await page.goto('/');
  await page.route('**/api/auth/signout', (route) =>
    route.fulfill({
      status: 503,
      json: { error: { code: 'unavailable', message: 'The database is not reachable.' } },
    }),
  );
  await page
    .getByRole('button', { name: /Ana Prior/ })
    .first()
    .click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(page.getByText('You are still signed in', { exact: true })).toBeVisible();
  expect((await api.send('GET', '/api/items')).status()).toBe(200);
});

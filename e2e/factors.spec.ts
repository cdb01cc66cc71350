import type { Page } from '@playwright/test';
import { listViolations } from './support/axe.ts';
import { Api, baseUrl, expect, linkBank, makeStale, showCode, test } from './support/fixtures.ts';

test('an authenticator app is added, asked for at the next sign-in, and removed', async ({
  page,
  api: _,
  person,
  browser,
  expectedTrouble,
}) => {
  test.slow();
  expectedTrouble.push('status of 401', 'status of 403');
  await makeStale(person);
  await page.goto('/settings/security');
  await expect(page.getByText('Your account asks for your password alone.')).toBeVisible();
  await page.getByRole('button', { name: 'Set up', exact: true }).click();
  const stepUp = page.getByRole('dialog', { name: 'Confirm that it’s you' });
  await stepUp.getByLabel('Password', { exact: true }).fill(person.password);
  await page.keyboard.press('Enter');

  const setUp = page.getByRole('dialog', { name: 'Set up an authenticator app' });
  await expect(setUp.getByRole('img', { name: 'QR code' })).toBeVisible();
  const secret = (await setUp.getByLabel('Or type this key').inputValue()).replaceAll(' ', '');
  expect(await listViolations(page)).toEqual([]);
  const code = setUp.getByLabel('Code from your authenticator app');
  await code.fill(showCode(secret, 10));
  await expect(setUp.getByText('This is not the code your app shows now.')).toBeVisible();
  await expect(code).toBeFocused();
  await page.keyboard.type(showCode(secret));
  const codes = page.getByRole('list', { name: 'Recovery codes' }).getByRole('listitem');
  await expect(codes).toHaveCount(10);
  const [first = '', second = ''] = await codes.allTextContents();
  expect(await listViolations(page)).toEqual([]);
  await page.getByRole('button', { name: 'I have kept them' }).click();
  await expect(page.getByText('10 of 10 are left.')).toBeVisible();
  await expect(page.getByText('Your password alone signs in nobody.')).toBeVisible();

  const context = await browser.newContext({
    baseURL: baseUrl,
    viewport: { width: 360, height: 740 },
  });
  const phone = await context.newPage();
  const givePassword = async () => {
    await phone.goto('/sign-in?next=%2Faccounts');
    await phone.getByLabel('E-mail').fill(person.email);
    await phone.getByLabel('Password', { exact: true }).fill(person.password);
    await phone.getByRole('button', { name: 'Sign in' }).click();
    await expect(phone.getByRole('heading', { name: 'One more step' })).toBeVisible();
  };
  await givePassword();
  expect(await listViolations(phone)).toEqual([]);
  const asked = phone.getByLabel('Code from your authenticator app');
  await asked.fill(showCode(secret, 10));
  await expect(phone.getByText('This code is not right, or was used before.')).toBeVisible();
  await asked.fill(showCode(secret, 1));
  await expect(phone).toHaveURL('/accounts');

  await context.clearCookies();
  await givePassword();
  await phone.getByRole('button', { name: 'Use a recovery code instead' }).click();
  await expect(phone.getByLabel('Recovery code')).toBeFocused();
  await phone.keyboard.type(first.toUpperCase().replaceAll('-', ' '));
  await phone.keyboard.press('Enter');
  await expect(phone).toHaveURL('/accounts');

  await makeStale(person);
  await phone.goto('/settings/security');
  await expect(phone.getByText('9 of 10 are left.')).toBeVisible();
  await phone.getByRole('button', { name: 'Remove' }).click();
  await phone.getByRole('alertdialog').getByRole('button', { name: 'Remove' }).click();
  await stepUpOn(phone).getByRole('button', { name: 'Use a recovery code instead' }).click();
  await stepUpOn(phone).getByLabel('Recovery code').fill(second);
  await phone.keyboard.press('Enter');
  await expect(phone.getByText('Your account asks for your password alone.')).toBeVisible();
  await context.close();

  // What was open elsewhere has been signed out, and the password alone signs in again.
  await expect(page).toHaveURL(/\/sign-in/);
  await new Api(page.request).signIn(person, { signUp: false });
});

const stepUpOn = (page: Page) => page.getByRole('dialog', { name: 'Confirm that it’s you' });

test('whoever has an app signs in with both, and confirms with the app alone', async ({
  api,
  person,
  browser,
}) => {
  const { secret } = await api.addApp();
  const context = await browser.newContext({ baseURL: baseUrl });
  const other = new Api(context.request);
  await other.signIn(person, { signUp: false, code: showCode(secret, 1) });
  expect((await other.send('GET', '/api/items')).status()).toBe(200);
  const { kinds } = await other.ask<{ kinds: string[] }>('GET', '/api/step-up');
  expect(kinds).toEqual(['totp', 'recovery_code']);
  const proof = { kind: 'password', password: person.password };
  expect((await other.send('POST', '/api/step-up', proof)).status()).toBe(403);
  await context.close();
});

test('the second step is nowhere without the first', async ({ page }) => {
  await page.goto('/sign-in/second-step');
  await expect(page).toHaveURL('/sign-in');
  const answer = await new Api(page.request).send('POST', '/api/sign-in', {
    kind: 'totp',
    code: '000000',
  });
  expect(answer.status()).toBe(401);
});

test('that a password alone is in front of the banks is pointed out until one says not now', async ({
  page,
  api,
}) => {
  await linkBank(api, { username: 'user_good' });
  // As long as the first steps are there, they say it.
  await api.ask('PATCH', '/api/overview', { stepsClosed: true });
  await page.goto('/');
  const hint = page.getByText('All this is behind your password alone.');
  await expect(hint).toBeVisible();
  await expect(page.getByRole('link', { name: 'Add a passkey' })).toHaveAttribute(
    'href',
    '/settings/security',
  );
  await page.getByRole('button', { name: 'Not now' }).click();
  await expect(hint).toBeHidden();
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Overview' })).toBeVisible();
  await expect(hint).toBeHidden();
});

import type { Page } from '@playwright/test';
import { baseUrl, expect, linkBank, test } from './support/fixtures.ts';

/** A page whose scripts are still on their way, until told. */
async function holdScripts(page: Page): Promise<() => void> {
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route('**/_next/static/**/*.js', async (route) => {
    await released;
    await route.continue();
  });
  return release;
}

test('what is pressed before the page answers is done once it does', async ({ page, api }) => {
  await linkBank(api, { username: 'user_good' });
  const release = await holdScripts(page);
  await page.goto('/connections', { waitUntil: 'commit' });
  await page.getByRole('button', { name: 'More for First Platypus Bank' }).click();
  await expect(page.getByRole('menu')).toBeHidden();
  release();
  await expect(page.getByRole('menuitem', { name: 'Disconnect' })).toBeVisible();

  await page.goto('/settings/security');
  await page.getByRole('button', { name: 'Change password' }).click();
  await expect(page.getByRole('dialog', { name: 'Change your password' })).toBeVisible();
});

test('a form that is sent before the page answers is sent once, and not to the page', async ({
  page,
  api: _,
  person,
}) => {
  await page.context().clearCookies();
  const release = await holdScripts(page);
  const posts: string[] = [];
  page.on('request', (request) => {
    if (request.method() === 'POST') posts.push(request.url().replace(baseUrl, ''));
  });
  await page.goto('/sign-in?next=%2Faccounts', { waitUntil: 'commit' });
  await page.getByLabel('E-mail').fill(person.email);
  await page.getByLabel('Password', { exact: true }).fill(person.password);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  expect(posts).toEqual([]);
  release();
  await expect(page).toHaveURL('/accounts');
  const sent = posts.filter((url) => url !== '/api/sign-in/passkey');
  expect(sent).toEqual(['/api/auth/callback/credentials']);
});

test('one reads on before the page answers, and stays where one is', async ({ page, api }) => {
  await linkBank(api, { username: 'user_good' });
  const release = await holdScripts(page);
  await page.goto('/transactions', { waitUntil: 'commit' });
  const rows = page.locator('tr[data-row]');
  // Until it is shown, what was sent stands hidden beside a skeleton that nobody can scroll.
  await expect(rows.nth(10)).toBeVisible();
  await page.evaluate(() => window.scrollTo(0, 2_000));
  release();
  // The server left out what is in the middle of the window now.
  const read = () => document.elementFromPoint(640, 400)?.closest('tr')?.getAttribute('data-row');
  await expect.poll(() => page.evaluate(read)).toBeTruthy();
  expect(await page.evaluate(() => window.scrollY)).toBe(2_000);
});

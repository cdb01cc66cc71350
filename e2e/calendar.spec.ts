import { expect, linkBank, test } from './support/fixtures.ts';

test('a member subscribes to what comes up by a secret address, and takes it back', async ({
  page,
  api,
  playwright,
}) => {
  await linkBank(api);
  await page.goto('/connections');
  await page.getByRole('link', { name: 'What comes up' }).click();
  const bank = page.getByRole('main').getByRole('listitem');
  await expect(bank).toContainText('No end is known');
  await expect(bank).toContainText('Too early to tell');

  await page.getByRole('button', { name: 'Make an address' }).click();
  const field = page.getByLabel('Address to subscribe to');
  const first = await field.inputValue();
  // A calendar program: no session, no cookies.
  const program = await playwright.request.newContext();
  const answer = await program.get(first);
  expect(answer.headers()['content-type']).toBe('text/calendar; charset=utf-8');
  expect(answer.headers()['cache-control']).toBe('no-store');
  expect(await answer.text()).toMatch(/^BEGIN:VCALENDAR\r\n/);

  await page.getByRole('button', { name: 'Make a new address' }).click();
  await expect(field).not.toHaveValue(first);
  const second = await field.inputValue();
  expect((await program.get(first)).status()).toBe(404);
  expect((await program.get(second)).status()).toBe(200);

  await page.getByRole('button', { name: 'Stop sharing' }).click();
  await expect(page.getByRole('button', { name: 'Make an address' })).toBeVisible();
  await expect(field).toBeHidden();
  expect((await program.get(second)).status()).toBe(404);
  await program.dispose();
});

import { listViolations } from './support/axe.ts';
import { baseUrl, expect, linkBank, makeStale, test } from './support/fixtures.ts';

test('what cannot be undone asks once more who it is, then is done', async ({
  page,
  api,
  person,
  browser,
  expectedTrouble,
}) => {
  expectedTrouble.push('status of 403', 'status of 401');
  const { id } = await linkBank(api);
  await makeStale(person);
  expect((await api.send('GET', '/api/exports?format=json')).status()).toBe(403);
  const storageState = await page.context().storageState();
  const thief = await browser.newContext({ storageState, baseURL: baseUrl });

  await page.goto('/settings/data');
  const takeBack = page.getByRole('button', { name: 'Take back what you allowed at First Pl' });
  await takeBack.click();
  const asked = page.getByRole('alertdialog');
  await asked.getByRole('button', { name: 'Disconnect' }).click();
  const dialog = page.getByRole('dialog', { name: 'Confirm that it’s you' });
  const password = dialog.getByLabel('Password', { exact: true });
  await expect(password).toBeFocused();
  expect(await listViolations(page)).toEqual([]);

  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(asked.getByRole('alert')).toContainText('Nothing was changed so far.');
  await asked.getByRole('button', { name: 'Disconnect' }).click();
  await password.fill('not the password');
  await page.keyboard.press('Enter');
  await expect(dialog.getByText('This is not your password.')).toBeVisible();
  await expect(password).toBeFocused();
  await page.keyboard.type(person.password);
  await page.keyboard.press('Enter');
  await expect(
    page.getByText('First Platypus Bank is being disconnected', { exact: true }),
  ).toBeVisible();
  await expect(page.getByText(/^To fetch transactions.* taken back/)).toBeVisible();
  await expect(takeBack).toBeHidden();
  await page.setViewportSize({ width: 360, height: 740 });
  await page.reload();
  const sections = page.getByRole('navigation', { name: 'Settings' });
  await expect(sections.getByRole('link', { name: 'Your data' })).toBeInViewport();

  type ItemState = { state: { name: string } };
  await expect
    .poll(async () => (await api.ask<ItemState>('GET', `/api/items/${id}`)).state.name)
    .toMatch(/^(disconnected|removed)$/);
  expect((await thief.request.get('/api/items')).status()).toBe(401);
  await thief.close();
});

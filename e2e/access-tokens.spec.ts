import { baseUrl, expect, makeStale, test } from './support/fixtures.ts';

test('a token is made after a proof, shown once, used by a program and revoked', async ({
  page,
  api: _,
  person,
  playwright,
  expectedTrouble,
}) => {
  expectedTrouble.push('status of 403');
  await makeStale(person);
  await page.goto('/settings/api');
  await page.getByLabel('What it is for').fill('The sheet on my desk');
  const make = page.getByRole('button', { name: 'Make the token' });
  await expect(make).toBeDisabled();
  const categories = page.getByRole('radiogroup', { name: 'Categories, tags and rules' });
  await categories.getByRole('radio', { name: 'Read and change' }).check();
  await make.click();
  const asked = page.getByRole('dialog', { name: 'Confirm that it’s you' });
  await asked.getByLabel('Password', { exact: true }).fill(person.password);
  await page.keyboard.press('Enter');
  const token = await page.getByLabel('Token', { exact: true }).inputValue();
  expect(token).toMatch(/^plm_\w{71}$/);

  const program = await playwright.request.newContext({
    baseURL: baseUrl,
    extraHTTPHeaders: { authorization: `Bearer ${token}` },
  });
  const created = await program.post('/api/tags', { data: { name: 'Trip' } });
  expect(created.status()).toBe(201);
  expect((await program.get('/api/accounts')).status()).toBe(403);

  await page.getByRole('button', { name: 'Done' }).click();
  await page.reload();
  const tokens = page.getByRole('region', { name: 'Your tokens' });
  await expect(tokens).toContainText('The sheet on my desk');
  await expect(tokens).toContainText('last used');
  await expect(page.getByText(token)).toHaveCount(0);
  await tokens.getByRole('button', { name: 'Revoke The sheet on my desk' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Revoke' }).click();
  await expect(tokens).toContainText('Revoked');
  expect((await program.get('/api/tags')).status()).toBe(401);
  await program.dispose();

  await page.goto('/settings/activity');
  await expect(page.getByText('You made the access token “The sheet on my desk”')).toBeVisible();
});

import { expect, makeStale, test } from './support/fixtures.ts';

const path = '/settings/api/webhooks';

test('a webhook is made after a proof, its secret shown once, and what cannot be told is said at its field', async ({
  page,
  api: _,
  person,
  expectedTrouble,
}) => {
  expectedTrouble.push('status of 403', 'status of 400');
  await makeStale(person);
  await page.goto(path);
  await page.getByLabel('What it is for').fill('The sheet on my desk');
  await page.getByLabel('Address').fill('https://169.254.169.254/latest');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('checkbox', { name: /transactions\.changed/ })).toBeFocused();
  await page.keyboard.press('Space');
  const make = page.getByRole('button', { name: 'Make the webhook' });
  await make.press('Enter');
  const asked = page.getByRole('dialog', { name: 'Confirm that it’s you' });
  await asked.getByLabel('Password', { exact: true }).fill(person.password);
  await page.keyboard.press('Enter');
  await expect(page.getByText('This is in a private network.')).toBeVisible();

  await page.getByLabel('Address').fill('https://hooks.invalid/plumbline');
  await page.keyboard.press('Enter');
  const secret = await page.getByLabel('Signing secret').inputValue();
  expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  await page.getByRole('button', { name: 'Done' }).click();
  await page.reload();
  const webhooks = page.getByRole('region', { name: 'Your webhooks' });
  await expect(webhooks).toContainText('https://hooks.invalid/plumbline');
  await expect(page.getByText(secret)).toHaveCount(0);

  await webhooks.getByRole('button', { name: 'What was sent to The sheet on my desk' }).click();
  await webhooks.getByRole('button', { name: 'Send a test' }).click();
  const sent = webhooks.getByRole('list', { name: 'Sent to The sheet on my desk' });
  await expect(sent).toContainText('test.sent');
  await expect(sent).toContainText('Not taken', { timeout: 30_000 });

  await webhooks.getByRole('button', { name: 'Pause' }).click();
  await expect(webhooks).toContainText('Paused');
  await webhooks.getByRole('button', { name: 'Remove' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Remove' }).click();
  await expect(webhooks).toContainText('You have none.');
  await page.goto('/settings/activity');
  await expect(page.getByText('You made the webhook “The sheet on my desk”')).toBeVisible();
});

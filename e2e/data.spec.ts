import { readFileSync } from 'node:fs';
import { expect, linkBank, makeStale, sandboxUrl, test } from './support/fixtures.ts';

test('a person takes their data with them, and has all of it deleted', async ({
  api,
  page,
  person,
  expectedTrouble,
}) => {
  // Who it is, a confirmation that is none, and what the page still asks for as its session ends.
  expectedTrouble.push('status of 403', 'status of 409', 'status of 401');
  const item = await linkBank(api);
  await makeStale(person);
  await page.goto('/transactions');
  await page.getByRole('button', { name: 'Export', exact: true }).click();
  await page.getByRole('menuitem', { name: 'CSV, for a spreadsheet' }).click();
  const proof = page.getByRole('dialog', { name: 'Confirm that it’s you' });
  await proof.getByLabel('Password', { exact: true }).fill(person.password);
  const table = page.waitForEvent('download');
  await page.keyboard.press('Enter');
  expect((await table).suggestedFilename()).toMatch(/^transactions-\d{4}-\d\d-\d\d\.csv$/);

  await page.goto('/settings/data');
  await page.getByRole('button', { name: 'Make an export' }).click();
  const started = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download' }).click({ timeout: 30_000 });
  const download = await started;
  expect(download.suggestedFilename()).toMatch(/^plumbline-\d{4}-\d\d-\d\d\.zip$/);
  expect(
    readFileSync(await download.path())
      .subarray(0, 2)
      .toString(),
  ).toBe('PK');

  await page.goto('/settings/activity');
  await expect(page.getByText('You downloaded the export')).toBeVisible();
  await expect(page.getByText('You exported transactions')).toBeVisible();
  await expect(page.getByText('You linked First Platypus Bank')).toBeVisible();

  await page.goto('/settings/data');
  await page.getByRole('button', { name: 'Delete your account' }).click();
  const dialog = page.getByRole('alertdialog');
  await expect(dialog.getByText('Deleted: you are alone in it. 1 bank is')).toBeVisible();
  const confirm = dialog.getByRole('button', { name: 'Delete my account' });
  await dialog.getByLabel(`Type ${person.email} to confirm`).fill('another@example.com');
  await confirm.click();
  await expect(dialog.getByText('This is not your e-mail. Nothing was deleted.')).toBeVisible();
  await dialog.getByLabel(`Type ${person.email} to confirm`).fill(person.email);
  await confirm.click();
  await expect(page.getByText('Your account is deleted.')).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText('Accesses to banks ended, as Plaid confirmed')).toBeVisible();

  const left = await fetch(`${sandboxUrl}/_control/items`);
  expect(await left.text()).not.toContain(item.plaidItemId);
  await page.goto('/');
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
});

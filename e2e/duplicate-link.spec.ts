import type { Page } from '@playwright/test';
import {
  type Api,
  askSandbox,
  control,
  expect,
  type LinkedItem,
  linkBank,
  test,
} from './support/fixtures.ts';
import { linkFrame, passThroughLink, repairThroughLink, signInAtBank } from './support/link.ts';

type Items = { items: { id: string }[] };

/** With the accounts that can have transactions; Link then brings the others of the login too. */
async function linkOnce(page: Page, api: Api): Promise<LinkedItem> {
  const item = await linkBank(api, { username: 'user_good' });
  await page.goto('/connections');
  return item;
}

async function linkAgain(page: Page) {
  await page.getByRole('button', { name: 'Link a bank' }).first().click();
  await passThroughLink(page);
  return page.getByRole('dialog', { name: 'First Platypus Bank is linked already' });
}

test('a bank that is linked already is not linked twice unasked', async ({
  page,
  api,
  expectedTrouble,
}) => {
  expectedTrouble.push('409');
  await linkOnce(page, api);
  const dialog = await linkAgain(page);
  await expect(dialog).toContainText('These 9 accounts are here already');
  await expect(dialog).toContainText('Nothing was linked so far');
  expect((await api.ask<Items>('GET', '/api/items')).items).toHaveLength(1);
  await dialog.getByRole('button', { name: 'Close' }).click();
  await expect(dialog).toBeHidden();

  await linkAgain(page);
  await dialog.getByRole('button', { name: 'Link anyway' }).click();
  await expect(page.getByRole('main').getByRole('listitem')).toHaveCount(2);
});

test('instead, the accounts of the first connection are chosen anew', async ({
  page,
  api,
  expectedTrouble,
}) => {
  expectedTrouble.push('409');
  await linkOnce(page, api);
  const dialog = await linkAgain(page);
  await dialog.getByRole('button', { name: 'Update the first' }).click();
  const link = linkFrame(page);
  await signInAtBank(link, 'user_good', 'pass_good');
  await link.getByLabel('Plaid Saving').uncheck();
  await link.getByRole('button', { name: /^Continue with \d+ accounts?$/ }).click();
  await link.getByRole('button', { name: 'Done' }).click();
  const connection = page.getByRole('main').getByRole('listitem');
  await expect(connection).toHaveCount(1);
  await expect(connection).toContainText('8 accounts');
});

test('or it is signed in to again, when that is what it lacks', async ({
  page,
  api,
  expectedTrouble,
}) => {
  expectedTrouble.push('409');
  const { plaidItemId } = await linkOnce(page, api);
  await control(`/items/${plaidItemId}/login`, { state: 'required' });
  await expect(page.getByRole('main').getByText('Needs sign-in')).toBeVisible();
  const dialog = await linkAgain(page);
  await dialog.getByRole('button', { name: 'Sign in to the first' }).click();
  await repairThroughLink(page);
  await expect(page.getByRole('main').getByText('Up to date')).toBeVisible();
  expect((await api.ask<Items>('GET', '/api/items')).items).toHaveLength(1);
});

test('two browsers that link the same bank at once make one connection', async ({ api }) => {
  const institution = { id: 'ins_109508', name: 'First Platypus Bank' };
  const accounts = [{ name: 'Plaid Checking', mask: '0000' }];
  const link = async () => {
    const { public_token: publicToken } = await askSandbox<{ public_token: string }>(
      '/sandbox/public_token/create',
      { institution_id: institution.id, initial_products: ['transactions'] },
    );
    const metadata = { institution, accounts, linkSessionId: 'e2e' };
    return api.send('POST', '/api/items', { publicToken, metadata });
  };
  const answers = await Promise.all([link(), link()]);
  expect(answers.map((answer) => answer.status()).sort()).toEqual([201, 409]);
  expect((await api.ask<Items>('GET', '/api/items')).items).toHaveLength(1);
});

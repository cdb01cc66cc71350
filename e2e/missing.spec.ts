import { readFile } from 'node:fs/promises';
import { control, expect, linkBank, test } from './support/fixtures.ts';

const today = new Date().toISOString().slice(0, 10);

test('what is missing is found pending, or withdrawn and kept, and told to support', async ({
  page,
  api,
}) => {
  const item = await linkBank(api);
  const path = `/items/${item.plaidItemId}/transactions`;
  type Edited = { added: string[] };
  await control(path, { add: [{ amount: 17.31, name: 'Harbour Hold', pending: true }] });
  const { added } = await control<Edited>(path, { add: [{ amount: 23.45, name: 'Lost Harbour' }] });
  type Rows = { items: { merchant: string; account: { id: string } }[] };
  const list = () => api.ask<Rows>('GET', '/api/transactions?q=harbour');
  await expect.poll(async () => (await list()).items.length).toBe(2);
  const accountId = (await list()).items[0]?.account.id;
  await control(path, { remove: added });
  await expect.poll(async () => (await list()).items.length).toBe(1);

  await page.goto(`/accounts/${accountId}`);
  await page.getByRole('link', { name: 'Something is missing?' }).click();
  await page.getByLabel('When, about').fill(today);
  await page.getByRole('textbox', { name: /^Amount/ }).fill('17.31');
  await page.getByRole('button', { name: 'Look for it' }).click();
  const step = (name: string) =>
    page
      .getByRole('main')
      .getByRole('listitem')
      .filter({ has: page.getByRole('heading', { name }) });
  await expect(step('Is it still pending?')).toContainText('Found');
  await expect(step('Is it still pending?')).toContainText('Harbour Hold');
  await expect(step('Did the bank withdraw it?')).toContainText('Not it');

  await page.getByRole('textbox', { name: /^Amount/ }).fill('');
  await page.getByLabel('Merchant or text').fill('lost harbour');
  await page.getByRole('button', { name: 'Look for it' }).click();
  await expect(step('Did the bank withdraw it?')).toContainText('Found');
  await page.getByRole('button', { name: 'Keep it' }).click();
  await expect(step('Did the bank withdraw it?')).toContainText('Not it');
  await expect(step('Is it here after all?')).toContainText('Lost Harbour');
  await page.getByRole('link', { name: 'Lost Harbour' }).click();
  await expect(page).toHaveURL(/\/transactions\?/);
  await expect(page.getByRole('dialog', { name: 'Lost Harbour' })).toBeVisible();
  await page.goBack();

  await page.getByRole('button', { name: 'Gather the facts' }).click();
  const ticket = page.getByLabel('For the ticket');
  await expect(ticket).toHaveValue(new RegExp(item.plaidItemId));
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save as a file' }).click(),
  ]);
  const file = JSON.parse(await readFile(await download.path(), 'utf8')) as object;
  expect(file).toMatchObject({ item: { plaidItemId: item.plaidItemId } });
  expect(JSON.stringify(file)).not.toMatch(/2345|23\.45|access-sandbox/);
});

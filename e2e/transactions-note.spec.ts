import { expect, linkBank, test } from './support/fixtures.ts';

test('a note typed and not left is saved, also when the page goes away', async ({ page, api }) => {
  await linkBank(api, { username: 'user_good' });
  const { items } = await api.ask<{ items: { id: string }[] }>('GET', '/api/transactions?limit=1');
  const path = `/api/transactions/${items[0]?.id}`;
  const note = async () => (await api.ask<{ note: string | null }>('GET', path)).note;
  await page.goto(`/transactions?open=${items[0]?.id}`);
  const field = page.getByRole('dialog').getByLabel('Note');
  await field.pressSequentially('Tickets for two');
  await expect(page.getByText('Saved.', { exact: true })).toBeVisible();
  expect(await note()).toBe('Tickets for two');
  await field.blur();
  await page.keyboard.press('Control+z');
  await expect(field).toHaveValue('');
  expect(await note()).toBeNull();
  await field.fill('Tickets for two');
  await field.pressSequentially(', paid');
  await page.reload();
  await expect.poll(note).toBe('Tickets for two, paid');
});

test('a note that was not saved says so, stays, and is tried again', async ({
  page,
  api,
  expectedTrouble,
}) => {
  expectedTrouble.push('ERR_INTERNET_DISCONNECTED');
  await linkBank(api, { username: 'user_good' });
  const { items } = await api.ask<{ items: { id: string }[] }>('GET', '/api/transactions?limit=1');
  await page.goto(`/transactions?open=${items[0]?.id}`);
  const field = page.getByRole('dialog').getByLabel('Note');
  await field.waitFor();
  await page.context().setOffline(true);
  await field.pressSequentially('Owed by Ida');
  await expect(page.getByText('Not saved. The text stays here.')).toBeVisible();
  await expect(field).toHaveValue('Owed by Ida');
  await page.context().setOffline(false);
  await expect(page.getByText('Saved.', { exact: true })).toBeVisible();
  const path = `/api/transactions/${items[0]?.id}`;
  expect(await api.ask('GET', path)).toMatchObject({ note: 'Owed by Ida' });
});

test('a note written in another tab appears, unless one is writing', async ({ page, api }) => {
  await linkBank(api, { username: 'user_good' });
  const { items } = await api.ask<{ items: { id: string }[] }>('GET', '/api/transactions?limit=1');
  const path = `/api/transactions/${items[0]?.id}`;
  await page.goto(`/transactions?open=${items[0]?.id}`);
  const field = page.getByRole('dialog').getByLabel('Note');
  await field.waitFor();
  await api.ask('PATCH', path, { note: 'From the other tab' });
  await expect(field).toHaveValue('From the other tab');
  await field.focus();
  await Promise.all([
    page.waitForResponse(async (each) => (await each.text().catch(() => '')).includes('And again')),
    api.ask('PATCH', path, { note: 'And again' }),
  ]);
  await expect(field).toHaveValue('From the other tab');
  await field.blur();
  await expect(field).toHaveValue('And again');
});

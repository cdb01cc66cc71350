import { control, expect, linkBank, test } from './support/fixtures.ts';

test('each sync can be read row by row, and what the bank withdrew can be kept', async ({
  page,
  api,
}) => {
  const item = await linkBank(api);
  const path = `/items/${item.plaidItemId}/transactions`;
  const { added } = await control<{ added: string[] }>(path, {
    add: [
      { amount: 20, name: 'Diner', merchant_name: 'Diner' },
      { amount: 33, name: 'Tools', merchant_name: 'Tools' },
    ],
  });
  await page.goto('/connections');
  await page.getByRole('link', { name: 'History' }).click();
  await expect(page.getByRole('heading', { name: 'Sync history' })).toBeVisible();
  await expect(page.getByRole('button', { name: /\+2 new/ })).toBeVisible();
  await control(path, {
    modify: [{ transaction_id: added[0], amount: 24 }],
    remove: [added[1]],
  });
  const run = page.getByRole('button', {
    name: /1 amount changed \$20\.00 → \$24\.00, 1 removed by the bank/,
  });
  // It comes by itself, while the page is open.
  await run.click();
  const drawer = page.getByRole('dialog', { name: 'The bank had news' });
  await expect(drawer.getByText('Amount $20.00 → $24.00')).toBeVisible();
  await drawer.getByRole('button', { name: 'Keep as my own' }).click();
  await expect(drawer.getByRole('button', { name: 'Kept: let it go' })).toBeVisible();
  await page.keyboard.press('Escape');

  await page.goto('/transactions');
  await page.getByRole('button', { name: 'Tools' }).click();
  await expect(page.getByRole('dialog', { name: 'Tools' })).toContainText('Kept by hand');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Diner' }).click();
  await expect(page.getByRole('dialog', { name: 'Diner' })).toContainText('Amount $20.00 → $24.00');
});

test('a posted row without the bank’s link is asked about, and becomes one on the person’s word', async ({
  page,
  api,
}) => {
  const item = await linkBank(api);
  const path = `/items/${item.plaidItemId}/transactions`;
  const hold = { amount: 50, name: 'Hotel Adler', merchant_name: 'Hotel Adler', pending: true };
  await control(path, { add: [hold] });
  await page.goto('/transactions');
  const rows = page.getByRole('row', { name: /Hotel Adler/ });
  await expect(rows).toHaveCount(1);
  await control(path, { add: [{ ...hold, pending: false }] });
  await expect(rows).toHaveCount(2);
  await page.getByRole('link', { name: '1 question' }).click();
  const question = page.getByRole('region', { name: 'Is this one transaction?' });
  await expect(question).toContainText('the same amount, the same day.');
  await page.keyboard.press('j');
  await expect(question.getByRole('listitem')).toBeFocused();
  await page.keyboard.press('y');
  await expect(question).toBeHidden();
  await page.keyboard.press('u');
  await expect(question).toBeVisible();
  await page.keyboard.press('j');
  await page.keyboard.press('y');
  await expect(page.getByText('There is nothing to ask')).toBeVisible();
  await page.getByRole('link', { name: 'To the transactions' }).click();
  await expect(rows).toHaveCount(1);
  await expect(rows).not.toContainText('Pending');
});

import { control, expect, linkBank, sandboxUrl, test } from './support/fixtures.ts';

// What is ordered on this page strikes every Item, so these tests run when no other does.

test('a person who plays the bank orders trouble on the sandbox’s page, and calls it off', async ({
  page,
}) => {
  await page.goto(sandboxUrl);
  await page.getByText('Trouble', { exact: true }).click();
  await page.getByLabel('Path, or * for all').fill('/categories/get');
  await page.getByLabel('What goes wrong').selectOption({ label: 'Acts, and the reply is lost' });
  await page.getByRole('button', { name: 'Order' }).click();
  await expect(page.getByText('/categories/get · lost_reply · once')).toBeVisible();
  await page.getByLabel('Lose').fill('2');
  await page.getByRole('button', { name: 'Set' }).click();
  await page.getByLabel('Whose figures').selectOption({ label: 'Plaid’s Production' });
  await expect(page.getByText('1 fault · webhooks: 2 lost · rate limits on')).toBeVisible();

  await page.getByRole('button', { name: 'Call off all' }).click();
  await page.getByRole('button', { name: 'Deliver in peace' }).click();
  await page.getByLabel('Whose figures').selectOption({ label: 'None' });
  await expect(page.getByText('None ordered')).toBeVisible();
  expect(await control('/faults')).toEqual({ faults: [] });
});

test('what befalls an Item goes over the wire, and can be read there', async ({ page, api }) => {
  const { plaidItemId } = await linkBank(api);
  await page.goto(sandboxUrl);
  const card = page.getByRole('listitem').filter({ hasText: plaidItemId });
  await card.getByLabel('What happens').selectOption({ label: 'A new account is opened' });
  await card.getByRole('button', { name: 'Make it so' }).click();
  await expect(page.getByRole('status')).toHaveText(/The account is open/);
  const webhooks = page.getByRole('tabpanel', { name: 'Webhooks' }).getByRole('listitem');
  await expect(webhooks.filter({ hasText: 'NEW_ACCOUNTS_AVAILABLE' }).first()).toContainText(
    'Delivered',
  );
  await page.getByRole('tab', { name: 'Webhooks' }).press('ArrowRight');
  await expect(page.getByRole('tab', { name: 'Calls of the API' })).toBeFocused();
  const calls = page.getByRole('tabpanel', { name: 'Calls of the API' });
  await expect(calls.getByText('/transactions/sync').first()).toBeVisible();
});

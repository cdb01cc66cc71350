import { control, expect, test } from './support/fixtures.ts';
import { passThroughLink } from './support/link.ts';

// These faults strike whoever calls next, so these tests run when no other does.

test('when Plaid is down the page says so, loses nothing, and works again afterwards', async ({
  page,
  api: _,
  expectedTrouble,
}) => {
  expectedTrouble.push('status of 503');
  await page.goto('/');
  await control('/faults', { path: '/link/token/create', times: 1, mode: 'reset' });
  await page.getByRole('button', { name: 'Link a bank' }).click();
  const message = page.getByRole('listitem').filter({ hasText: 'Link did not open' });
  await expect(message).toContainText('Nothing was changed');
  await page.getByRole('button', { name: 'Link a bank' }).click();
  await expect(page.locator('iframe[id^="plaid-link-iframe"]')).toBeVisible();
});

test('when the exchange fails the person reads what happened and can link again', async ({
  page,
  api,
  expectedTrouble,
}) => {
  expectedTrouble.push('status of 503');
  await page.goto('/');
  await page.getByRole('button', { name: 'Link a bank' }).click();
  await control('/faults', { path: '/item/public_token/exchange', times: 1, mode: 'reset' });
  await passThroughLink(page);
  await expect(
    page.getByText(
      'The bank was not linked. Plaid is not answering. Nothing was changed; try again.',
      { exact: true },
    ),
  ).toBeVisible();
  expect((await api.ask<{ items: unknown[] }>('GET', '/api/items')).items).toEqual([]);

  await page.getByRole('button', { name: 'Link a bank' }).click();
  await passThroughLink(page);
  await expect(page.getByText('Plaid Checking')).toBeVisible();
});

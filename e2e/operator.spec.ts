import {
  expect,
  linkBank,
  makeOperator,
  makeStale,
  operatorCommand,
  test,
} from './support/fixtures.ts';
import { linkFrame, signInAtBank } from './support/link.ts';

test('an operator holds the database against its invariants; nobody else finds the page', async ({
  page,
  api,
  person,
}) => {
  await linkBank(api);
  await page.goto('/operator');
  await expect(page.getByRole('heading', { name: 'There is no such page' })).toBeVisible();
  await makeStale(person);
  const order = () => api.send('POST', '/api/operator/rotations', { itemId: 'x' });
  expect((await order()).status()).toBe(404);

  makeOperator(person);
  await page.goto('/');
  await page.getByRole('button', { name: person.name }).first().click();
  await page.getByRole('menuitem', { name: 'Operator' }).click();
  await page.getByRole('button', { name: 'Check now' }).click();
  await expect(page.getByText('Holds').first()).toBeVisible();
  await expect(page.getByText('Broken')).toBeHidden();
  expect((await order()).status()).toBe(403);
});

test('the operator sees where people give up in Link, with the references for support', async ({
  page,
  api: _,
  person,
}) => {
  makeOperator(person);
  await page.goto('/connections');
  await page.getByRole('button', { name: 'Link a bank' }).click();
  const link = linkFrame(page);
  await link.getByRole('button', { name: 'Continue' }).click();
  await link.getByRole('button', { name: 'Continue without phone number' }).click();
  await link.getByRole('button', { name: 'Tattersall Federal Credit Union' }).first().click();
  await signInAtBank(link, 'user_good', 'error_ITEM_LOCKED');
  await expect(link.getByText('ITEM_LOCKED')).toBeVisible();
  await link.getByRole('button', { name: 'Close' }).first().click();
  await link.getByRole('button', { name: 'Leave' }).click();
  const message = page.getByRole('region', { name: /^Messages/ });
  await expect(message).toContainText('The bank has locked your login');
  await expect(message).toContainText('Plaid’s reference:');

  const funnel = page.getByRole('region', { name: 'Link, the last 30 days' });
  await expect(async () => {
    await page.goto('/operator');
    const row = funnel.getByRole('row', { name: /^Tattersall/ });
    await expect(row).toContainText('ITEM_LOCKED 1×', { timeout: 1_000 });
  }).toPass();
  await expect(funnel.getByRole('listitem').filter({ hasText: 'Tattersall' })).toContainText(
    /link_session_id \S+, request_id \S+/,
  );
});

test('an operator replaces an access token, by page and by command', async ({
  page,
  api,
  person,
  expectedTrouble,
}) => {
  expectedTrouble.push('404 (Not Found)');
  const item = await linkBank(api);
  makeOperator(person);
  await page.goto('/operator');
  const section = page.getByRole('region', { name: 'Access tokens' });
  await section.getByRole('textbox').fill('nobody');
  await section.getByRole('button', { name: 'Replace token' }).click();
  await expect(section).toContainText('There is no connection of that id in use.');
  await section.getByRole('textbox').fill(item.plaidItemId);
  await section.getByRole('button', { name: 'Replace token' }).click();
  await expect(section.getByRole('listitem').filter({ hasText: item.id })).toContainText(
    'Replaced',
  );

  expect(operatorCommand('rotate-token', item.id)).toContain('The access token is a new one');
  await api.ask('POST', `/api/items/${item.id}/sync`);
  await expect
    .poll(async () => (await api.ask<{ state: object }>('GET', `/api/items/${item.id}`)).state)
    .toMatchObject({ name: 'healthy' });
});

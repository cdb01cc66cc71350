import { listViolations } from './support/axe.ts';
import { control, expect, linkBank, makeOperator, test } from './support/fixtures.ts';
import { expectToFitPhone } from './support/phone.ts';

const broken = 'First Platypus Bank needs you to sign in again';
const back = 'First Platypus Bank is back';

test('a connection that breaks is told in the app and by mail, and so is its repair', async ({
  page,
  api,
  person,
}) => {
  const item = await linkBank(api);
  makeOperator(person);
  await page.goto('/');
  const bell = page.getByRole('button', { name: /^Notifications/ });
  await expect(bell).toHaveAccessibleName('Notifications');

  await control(`/items/${item.plaidItemId}/login`, { state: 'required' });
  await expect(bell).toHaveAccessibleName('Notifications: 1 unread');
  await bell.click();
  const list = page.getByRole('dialog', { name: 'Notifications' });
  await expect(list.getByRole('link', { name: broken })).toContainText('Nothing is lost');
  await page.keyboard.press('Escape');
  await expect(bell).toBeFocused();

  await page.goto('/admin/mail');
  const mail = page.getByRole('main').getByRole('listitem').filter({ hasText: person.email });
  await expect(mail.filter({ hasText: broken })).toContainText('Kept here');
  await mail.filter({ hasText: broken }).getByText('Read it').click();
  await expect(mail.getByText('/connections')).toBeVisible();

  await control(`/items/${item.plaidItemId}/login`, { state: 'repaired' });
  await expect(mail.filter({ hasText: back })).toContainText('Kept here');
  await expect(mail).toHaveCount(2);

  await expect(bell).toHaveAccessibleName('Notifications: 1 unread');
  await bell.click();
  await list.getByRole('link', { name: back }).click();
  await expect(page).toHaveURL(/\/connections$/);
  await expect(bell).toHaveAccessibleName('Notifications');
});

test('a member decides what to hear of, and where', async ({ page, api }) => {
  const item = await linkBank(api);
  await page.goto('/');
  await page.getByRole('button', { name: /^Notifications/ }).click();
  await page.getByRole('link', { name: 'What to hear of, and where' }).click();
  const inApp = page.getByRole('switch', { name: 'A connection stops: In the app' });
  const [answer] = await Promise.all([
    page.waitForResponse('**/api/notifications/preferences'),
    inApp.click(),
  ]);
  expect(answer.ok()).toBe(true);
  await page.reload();
  await expect(inApp).not.toBeChecked();
  await expect(
    page.getByRole('switch', { name: 'A connection is back: In the app' }),
  ).toBeChecked();

  await control(`/items/${item.plaidItemId}/login`, { state: 'required' });
  await expect(page.getByRole('status').filter({ hasText: 'sign in again' })).toBeVisible();
  const { items } = await api.ask<{ items: unknown[] }>('GET', '/api/notifications');
  expect(items).toEqual([]);
});

test('a large payment is told by the measure one sets, and leads to it', async ({ page, api }) => {
  const item = await linkBank(api);
  await page.goto('/settings/notifications');
  const field = page.getByLabel('Large from');
  await expect(field).toHaveValue('500.00');
  expect(await listViolations(page)).toEqual([]);
  const saved = page.waitForResponse('**/api/notifications/large-from');
  await field.fill('120');
  await field.press('Enter');
  expect((await saved).ok()).toBe(true);
  await page.reload();
  await expect(field).toHaveValue('120.00');
  await expect(
    page.getByRole('switch', { name: 'A large payment: E-mail' }),
    'nothing with amounts is mailed where the operator would read it',
  ).toBeDisabled();
  await expectToFitPhone(page);

  const oak = { name: 'Oak & Sons', merchant_name: 'Oak & Sons' };
  const add = [
    { ...oak, amount: 119.99 },
    { ...oak, amount: 120 },
  ];
  await control(`/items/${item.plaidItemId}/transactions`, { add });
  const bell = page.getByRole('button', { name: /^Notifications/ });
  await expect(bell).toHaveAccessibleName('Notifications: 1 unread');
  await bell.click();
  const list = page.getByRole('dialog', { name: 'Notifications' });
  expect(await listViolations(page)).toEqual([]);
  const notice = list.getByRole('link', { name: 'Oak & Sons: a large payment' });
  await expect(notice).toContainText('You hear of payments from $120.00 on.');
  await notice.click();
  await expect(page).toHaveURL(/\/transactions\?open=/);
  await expect(page.getByRole('dialog', { name: 'Oak & Sons' })).toContainText('120.00');
  await page.keyboard.press('Escape');
  await expect(bell).toHaveAccessibleName('Notifications');
});

import {
  bank,
  bannerOf,
  expectState,
  expectStateName,
  rowOf,
  shoot,
} from './support/connection-states.ts';
import { control, expect, linkBank, makeOperator, test } from './support/fixtures.ts';
import { repairThroughLink } from './support/link.ts';

test('the end of a permission is told a week and a day ahead, and averted by signing in', async ({
  page,
  api,
  person,
}) => {
  const item = await linkBank(api, { username: 'user_good' });
  makeOperator(person);
  const endIn = (endsInDays: number) =>
    control(`/items/${item.plaidItemId}/consent`, { endsInDays });
  await page.goto('/admin/mail');
  const mails = page.getByRole('main').getByRole('listitem').filter({ hasText: person.email });
  await endIn(6.5);
  await expect(mails.filter({ hasText: `${bank}: access ends on` })).toContainText('Kept here');
  await endIn(0.9);
  await expect(mails.filter({ hasText: 'Kept here' })).toHaveCount(2);
  const bell = page.getByRole('button', { name: /^Notifications/ });
  await expect(bell).toHaveAccessibleName('Notifications: 1 unread');
  await bell.click();
  const list = page.getByRole('dialog', { name: 'Notifications' });
  await expect(list.getByRole('link', { name: `${bank}: access ends on` })).toHaveCount(2);
  await shoot(page, 'expiry-notices');

  await expectState(page, {
    label: 'Ends ',
    text: /on \w+ \d+\. Sign in again to go on; nothing is lost/,
    action: 'Sign in again',
  });
  await endIn(-1);
  // After a repair the Item is read anew, and its permission has ended all the same.
  await api.ask('POST', `/api/items/${item.id}/repaired`);
  await expect
    .poll(async () => (await api.ask<{ endsAt: string }>('GET', `/api/items/${item.id}`)).endsAt)
    .toMatch(new RegExp(`^${new Date(Date.now() - 86_400_000).toISOString().slice(0, 10)}`));
  const row = await expectState(page, {
    label: 'Consent ended',
    text: /Your consent for this bank ended on \w+ \d+\. Sign in again/,
    action: 'Sign in again',
    turn: 'Your turn, here',
  });
  await row.getByRole('button', { name: 'Sign in again' }).click();
  await repairThroughLink(page);
  await expect(row).toContainText('Up to date');
  await page.goto('/');
  await expect(bannerOf(page)).toBeHidden();
});

test('a permission withdrawn at Plaid can be given again', async ({ page, api }) => {
  const item = await linkBank(api, { username: 'user_good' });
  await control(`/items/${item.plaidItemId}/revoke`, {});
  await expectStateName(api, item, 'revoked');
  const row = await expectState(page, {
    label: 'Permission withdrawn',
    text: /we stopped asking for anything/,
    action: 'Keep or delete',
    turn: 'Your turn, here',
  });
  await row.getByRole('button', { name: `More for ${bank}` }).click();
  await page.getByRole('menuitem', { name: 'Sign in again' }).click();
  await repairThroughLink(page);
  await expect(row).toContainText('Up to date');
});

test('a permission withdrawn at Plaid ends with the history kept', async ({ page, api }) => {
  const item = await linkBank(api);
  await control(`/items/${item.plaidItemId}/revoke`, {});
  await expectStateName(api, item, 'revoked');
  await page.goto('/');
  // Plaid confirms a removal at the second try.
  await control('/faults', {
    path: '/item/remove',
    itemId: item.plaidItemId,
    status: 500,
    errorType: 'API_ERROR',
    errorCode: 'INTERNAL_SERVER_ERROR',
    delayMs: 5_000,
  });
  await bannerOf(page).getByRole('button', { name: 'Keep or delete' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Disconnect' }).click();
  await expect(bannerOf(page)).toBeHidden();
  await page.goto('/connections');
  const row = rowOf(page);
  await expect(row).toContainText(/Disconnecting.*Plaid has to confirm the removal/);
  await expect(row.getByRole('button')).toHaveText([`More for ${bank}`]);
  await shoot(page, 'disconnecting-row');
  await expect(row).toContainText('Disconnected', { timeout: 20_000 });
  await shoot(page, 'disconnected-row');
  await page.goto('/transactions');
  await expect(page.getByRole('row').nth(3)).toBeVisible();
});

test('of an account withdrawn at the bank the history goes, and the others go on', async ({
  page,
  api,
}) => {
  const item = await linkBank(api);
  const { accounts } = await control<{ accounts: { account_id: string; name: string }[] }>(
    `/items/${item.plaidItemId}/truth?limit=1`,
  );
  const [withdrawn] = accounts;
  if (!withdrawn) throw new Error('The Item shares no account.');
  await control(`/items/${item.plaidItemId}/revoke`, { account_id: withdrawn.account_id });
  await expectStateName(api, item, 'revoked');
  const row = await expectState(page, {
    label: 'Account withdrawn',
    text: /Say whether to keep or delete its history/,
    action: 'Keep or delete',
  });
  await row.getByRole('button', { name: 'Keep or delete' }).click();
  const dialog = page.getByRole('alertdialog');
  await expect(dialog).toContainText(withdrawn.name);
  await dialog.getByRole('checkbox').check();
  await shoot(page, 'account-withdrawn-dialog');
  await dialog.getByRole('button', { name: 'Delete its history' }).click();
  await expect(row).toContainText('Up to date');
  await page.goto('/accounts');
  await expect(page.getByText(withdrawn.name, { exact: true })).toBeHidden();
});

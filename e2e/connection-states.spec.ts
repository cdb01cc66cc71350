import {
  bank,
  bannerOf,
  chooseAllAccounts,
  expectState,
  expectStateName,
  failSyncs,
  shoot,
  waitForQuiet,
} from './support/connection-states.ts';
import { control, expect, linkBank, makeOperator, test } from './support/fixtures.ts';
import { linkFrame, passThroughLink, repairThroughLink } from './support/link.ts';

test.describe('an error that a person settles through Link', () => {
  for (const { code, label, text, action, turn } of [
    {
      code: 'ACCESS_NOT_GRANTED',
      label: 'Needs permission',
      text: /has not been told that it may share/,
      action: 'Give permission',
      turn: 'Your turn, here',
    },
    {
      code: 'ITEM_LOCKED',
      label: 'Needs you at the bank',
      text: /Unlock it|unlock/,
      action: 'Sign in again',
      turn: 'Your turn, at the bank',
    },
    {
      code: 'ITEM_LOGIN_REQUIRED',
      label: 'Needs sign-in',
      text: /asks you to sign in again/,
      action: 'Sign in again',
      turn: 'Your turn, here',
    },
  ]) {
    test(`${code} is up to date after ${action}`, async ({ page, api }) => {
      const item = await linkBank(api, { username: 'user_good' });
      await failSyncs(api, item, { type: 'ITEM_ERROR', code });
      const row = await expectState(page, { label, text, action, turn });
      await row.getByRole('button', { name: action }).click();
      if (code === 'ACCESS_NOT_GRANTED') {
        await linkFrame(page).getByRole('button', { name: 'Continue' }).click();
      }
      await repairThroughLink(page);
      await expect(row).toContainText('Up to date');
      await page.goto('/');
      await expect(bannerOf(page)).toBeHidden();
    });
  }

  test('NO_ACCOUNTS is up to date after choosing accounts', async ({ page, api }) => {
    const item = await linkBank(api, { username: 'user_good' });
    await failSyncs(api, item, { type: 'ITEM_ERROR', code: 'NO_ACCOUNTS' });
    const row = await expectState(page, {
      label: 'No accounts shared',
      text: /choose which accounts to share/,
      action: 'Choose accounts',
    });
    await row.getByRole('button', { name: 'Choose accounts' }).click();
    await chooseAllAccounts(page);
    await expect(row).toContainText('Up to date');
  });
});

test.describe('an error that goes by itself, or at the bank', () => {
  for (const { type, code, times, label, text, turn } of [
    {
      type: 'ITEM_ERROR',
      code: 'USER_SETUP_REQUIRED',
      times: 1,
      label: 'Needs you at the bank',
      text: /finish|set up/i,
      turn: 'Your turn, at the bank',
    },
    {
      type: 'INSTITUTION_ERROR',
      code: 'INSTITUTION_DOWN',
      times: 3,
      label: 'Bank is down',
      text: /down for everybody\. Nothing is lost/,
      turn: 'Nobody’s turn',
    },
    {
      type: 'INVALID_INPUT',
      code: 'INVALID_API_KEYS',
      times: 1,
      label: 'Needs the operator',
      text: /wrong on our side/,
      turn: 'whoever runs this app',
    },
  ]) {
    test(`${code} is up to date after a sync that is good`, async ({ page, api }) => {
      const item = await linkBank(api);
      await failSyncs(api, item, { type, code, times });
      const row = await expectState(page, { label, text, action: 'Sync now', turn });
      await row.getByRole('button', { name: 'Sync now' }).click();
      await expect(row).toContainText('Up to date');
    });
  }

  test('INSTITUTION_NO_LONGER_SUPPORTED has no action, and says so', async ({ page, api }) => {
    const item = await linkBank(api);
    await failSyncs(api, item, {
      type: 'INSTITUTION_ERROR',
      code: 'INSTITUTION_NO_LONGER_SUPPORTED',
    });
    const row = await expectState(page, {
      label: 'No longer supported',
      text: /nothing new will come/,
      action: 'See connection',
    });
    await expect(row.getByRole('button')).toHaveText([`More for ${bank}`]);
    await expect(row).not.toContainText('turn');
  });

  test('ITEM_NOT_FOUND leads to linking again', async ({ page, api }) => {
    const item = await linkBank(api);
    await failSyncs(api, item, { type: 'ITEM_ERROR', code: 'ITEM_NOT_FOUND' });
    const row = await expectState(page, {
      label: 'Access ended',
      text: /Your history stays/,
      action: 'Link again',
    });
    await row.getByRole('button', { name: 'Link again' }).click();
    await expect(linkFrame(page).getByRole('button', { name: 'Continue' })).toBeVisible();
  });
});

test('balances that the bank withholds come with the next good sync', async ({ page, api }) => {
  const item = await linkBank(api);
  await waitForQuiet(api, item);
  await control('/faults', {
    path: '/accounts/get',
    itemId: item.plaidItemId,
    status: 400,
    errorType: 'INSTITUTION_ERROR',
    errorCode: 'INSTITUTION_NOT_RESPONDING',
  });
  await api.ask('POST', `/api/items/${item.id}/sync`);
  await expectStateName(api, item, 'delayed');
  const row = await expectState(page, {
    label: 'Balances behind',
    text: /Transactions are current; the bank has given no balances since \w+ \d+\. Nothing is lost/,
    action: 'Sync now',
    turn: 'Nobody’s turn',
  });
  await row.getByRole('button', { name: 'Sync now' }).click();
  await expect(row).toContainText('Up to date');
});

test('a key that was lost at Plaid leads to linking the bank again', async ({
  page,
  api,
  person,
}) => {
  const item = await linkBank(api, { username: 'user_good' });
  await waitForQuiet(api, item);
  makeOperator(person);
  await control('/faults', {
    path: '/item/access_token/invalidate',
    itemId: item.plaidItemId,
    mode: 'lost_reply',
  });
  await api.ask('POST', '/api/operator/rotations', { itemId: item.id });
  await expectStateName(api, item, 'revoked');
  const row = await expectState(page, {
    label: 'Access lost',
    text: /the new one never arrived here\. Your history stays/,
    action: 'Link again',
    turn: 'Your turn, here',
  });
  await row.getByRole('button', { name: 'Link again' }).click();
  await passThroughLink(page);
  await expect(row).toHaveCount(2);
  await expect(row.filter({ hasText: 'Up to date' })).toHaveCount(1);
  await expect(row.filter({ hasText: 'Access lost' })).toHaveCount(1);
});

test('a bank that is down for everybody ends Link with what to do', async ({ page, api: _ }) => {
  await page.goto('/connections');
  await page.getByRole('button', { name: 'Link a bank' }).click();
  const link = linkFrame(page);
  await link.getByRole('button', { name: 'Continue' }).click();
  await link.getByRole('button', { name: 'Continue without phone number' }).click();
  await link.getByRole('button', { name: 'Unhealthy Platypus Bank - Down' }).click();
  await link.getByRole('button', { name: 'Close' }).click();
  await link.getByRole('button', { name: 'Leave' }).click();
  const messages = page.getByRole('region', { name: /^Messages/ });
  await expect(messages).toContainText('Unhealthy Platypus Bank - Down is not answering');
  await expect(messages).toContainText('Nobody can sign in to this bank through Plaid');
  await expect(messages).toContainText('Nothing was linked');
  await shoot(page, 'bank-down-after-link');
});

test('a bank that is unwell for everybody is said to be', async ({ page, api }) => {
  await linkBank(api, { institutionId: 'ins_132363' });
  await page.goto('/connections');
  const row = page.getByRole('main').getByRole('listitem');
  await expect(row).toContainText('Signing in to this bank fails for many people');
  await expect(row.locator('img')).toHaveJSProperty('complete', true);
  await expect(row.locator('img')).not.toHaveJSProperty('naturalWidth', 0);
  await shoot(page, 'degraded-row');
});

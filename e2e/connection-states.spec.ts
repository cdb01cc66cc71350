import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import {
  type Api,
  control,
  expect,
  type LinkedItem,
  linkBank,
  makeOperator,
  test,
} from './support/fixtures.ts';
import { linkFrame, passThroughLink, repairThroughLink, signInAtBank } from './support/link.ts';
import { linkByNumbers } from './support/numbers.ts';

const bank = 'First Platypus Bank';

/** With STATE_SHOTS=folder every state is kept as pictures, of the banner and of the row. */
async function shoot(page: Page, name: string): Promise<void> {
  const folder = process.env.STATE_SHOTS;
  if (!folder) return;
  for (const [width, height] of [
    [1280, 800],
    [360, 740],
  ] as const) {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.setViewportSize({ width, height });
      await page.emulateMedia({ colorScheme });
      const path = join(folder, `${name}-${width}-${colorScheme}.png`);
      await page.screenshot({ path, animations: 'disabled' });
    }
  }
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.emulateMedia({ colorScheme: null });
}

// Not the message that says so, which names the bank, too.
const bannerOf = (page: Page) => page.getByRole('status').filter({ hasText: `${bank}:` });
const rowOf = (page: Page) =>
  page.getByRole('main').getByRole('listitem').filter({ hasText: bank });

/** The next syncs of the Item end in this error of Plaid's. */
async function failSyncs(
  api: Api,
  item: LinkedItem,
  { type, code, times = 1 }: { type: string; code: string; times?: number },
): Promise<void> {
  await waitForQuiet(api, item);
  await control('/faults', {
    path: '/transactions/sync',
    itemId: item.plaidItemId,
    times,
    status: 400,
    errorType: type,
    errorCode: code,
  });
  const read = () =>
    api.ask<{ items: { outcome: string }[] }>('GET', `/api/items/${item.id}/sync-runs`);
  for (let failed = 1; failed <= times; failed += 1) {
    await api.ask('POST', `/api/items/${item.id}/sync`);
    await expect
      .poll(async () => (await read()).items.filter(({ outcome }) => outcome === 'failed').length)
      .toBe(failed);
  }
}

/** Nothing of the linking is under way any more that could wake the Item. */
async function waitForQuiet(api: Api, item: LinkedItem): Promise<void> {
  type Sent = { state: string; body: { webhook_code: string } };
  await expect
    .poll(async () => {
      const { webhooks } = await control<{ webhooks: Sent[] }>(
        `/webhooks?itemId=${item.plaidItemId}`,
      );
      const codes = webhooks.map(({ body }) => body.webhook_code);
      const isAllSent = webhooks.every(({ state }) => state === 'delivered');
      return isAllSent && codes.includes('HISTORICAL_UPDATE');
    })
    .toBe(true);
  await expectStateName(api, item, 'healthy');
}

/** The state as the banner of every page and as the row of the connections page say it. */
async function expectState(
  page: Page,
  { label, text, action, turn }: { label: string; text: RegExp; action: string; turn?: string },
): Promise<Locator> {
  await page.goto('/');
  const banner = bannerOf(page);
  await expect(banner).toContainText(`${bank}: ${label}`);
  await expect(banner).toContainText(text);
  const [button, link] = [
    banner.getByRole('button', { name: action }),
    banner.getByRole('link', { name: action }),
  ];
  await expect(button.or(link)).toBeVisible();
  await shoot(page, `${label.toLowerCase().replaceAll(' ', '-')}-banner`);
  await page.goto('/connections');
  const row = rowOf(page);
  await expect(row).toContainText(label);
  await expect(row).toContainText(text);
  if (turn) await expect(row).toContainText(turn);
  await shoot(page, `${label.toLowerCase().replaceAll(' ', '-')}-row`);
  return row;
}

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

test('the end of a permission is told a week and a day ahead, and averted by signing in', async ({
  page,
  api,
  person,
}) => {
  const item = await linkBank(api, { username: 'user_good' });
  makeOperator(person);
  const endIn = (endsInDays: number) =>
    control(`/items/${item.plaidItemId}/consent`, { endsInDays });
  await page.goto('/operator/mail');
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

test('investments and debts are allowed later, through Link', async ({ page, api }) => {
  await linkBank(api, { username: 'user_good' });
  await page.goto('/connections');
  const row = rowOf(page);
  const more = row.getByRole('button', { name: `More for ${bank}` });
  await more.click();
  await page.getByRole('menuitem', { name: 'Allow investments and debts' }).click();
  const link = linkFrame(page);
  await expect(link.getByText(/investments/i).first()).toBeVisible();
  await link.getByRole('button', { name: 'Continue' }).click();
  await repairThroughLink(page);
  await expect(page.getByRole('region', { name: /^Messages/ })).toContainText('nothing new');
  await expect(row).toContainText('Up to date');
  await more.click();
  await expect(page.getByRole('menuitem', { name: 'Choose accounts' })).toBeVisible();
  await expect(page.getByRole('menuitem', { name: 'Allow investments and debts' })).toBeHidden();
});

test('the code of a deposit is confirmed through Link', async ({ page, api }) => {
  await linkByNumbers(api);
  await page.goto('/connections');
  const row = page.getByRole('main').getByRole('listitem');
  await expect(row).toContainText('Deposit to confirm');
  await expect(row).toContainText('Its code is on the account’s statement');
  await shoot(page, 'deposit-to-confirm-row');
  await row.getByRole('button', { name: 'Confirm deposit' }).click();
  const link = linkFrame(page);
  await link.getByLabel('Three-letter code').fill('ABC');
  await link.getByRole('button', { name: 'Continue' }).click();
  await link.getByRole('button', { name: 'Done' }).click();
  await expect(row).toContainText('Up to date');
  await expect(row.getByRole('button', { name: 'Confirm deposit' })).toBeHidden();
});

test('a new account at the bank is offered, and comes once it is chosen', async ({ page, api }) => {
  const item = await linkBank(api, { username: 'user_good' });
  await control(`/items/${item.plaidItemId}/accounts`, { name: 'Holiday Saver', current: 12 });
  await page.goto('/connections');
  const row = rowOf(page);
  await expect(row).toContainText('New accounts');
  await expect(row).toContainText('not shared with Plumbline yet');
  await shoot(page, 'new-accounts-row');
  await row.getByRole('button', { name: 'Choose accounts' }).click();
  await chooseAllAccounts(page);
  await expect(row).toContainText('Up to date');
  await page.goto('/accounts');
  await expect(page.getByText('Holiday Saver')).toBeVisible();
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

async function expectStateName(api: Api, item: LinkedItem, name: string): Promise<void> {
  const read = () => api.ask<{ state: { name: string } }>('GET', `/api/items/${item.id}`);
  await expect.poll(async () => (await read()).state.name).toBe(name);
}

async function chooseAllAccounts(page: Page): Promise<void> {
  const link = linkFrame(page);
  await signInAtBank(link, 'user_good', 'pass_good');
  const boxes = link.getByRole('checkbox');
  await boxes.first().waitFor();
  for (const box of await boxes.all()) {
    if (!(await box.isChecked())) await box.locator('xpath=ancestor::label').click();
  }
  await link.getByRole('button', { name: /^Continue with \d+ accounts?$/ }).click();
  await link.getByRole('button', { name: 'Done' }).click();
}

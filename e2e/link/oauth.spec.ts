import type { Page } from '@playwright/test';
import { expect, type Link, test } from './fixtures.ts';

const bank = 'Platypus OAuth Bank';

async function openWindow(link: Link, request: Record<string, unknown> = {}): Promise<Page> {
  await link.openBank(bank, request);
  const opened = link.page.waitForEvent('popup');
  await link.press(`Go to ${bank}`);
  return opened;
}

test('a window of the bank gives the permission, and closes', async ({ link }) => {
  const popup = await openWindow(link);
  await popup.getByRole('button', { name: 'Sign in' }).click();
  await popup.getByText('Plaid CD').click();
  await popup.getByRole('button', { name: 'Allow 8 accounts' }).click();
  await expect.poll(() => popup.isClosed()).toBe(true);
  await link.press('Done');
  const { metadata } = await link.waitForSuccess();
  expect(metadata.accounts).toHaveLength(8);
  expect((await link.listEvents()).slice(-6)).toEqual([
    'OAUTH',
    'OPEN_OAUTH',
    'OAUTH',
    'LOADING',
    'CONNECTED',
    'HANDOFF',
  ]);
});

test('refused at the bank, Link says so and may be left', async ({ link }) => {
  const popup = await openWindow(link);
  await popup.getByRole('button', { name: 'Cancel and go back' }).click();
  await expect(link.frame.getByText('INSUFFICIENT_CREDENTIALS')).toBeVisible();
  await link.press('Close');
  await link.press('Leave');
  const { error, metadata } = await link.waitForExit();
  expect(error).toMatchObject({ error_code: 'INSUFFICIENT_CREDENTIALS' });
  expect(metadata.status).toBe('requires_oauth');
  expect((await link.listEvents()).slice(-4)).toEqual(['ERROR', 'ERROR', 'EXIT', 'EXIT']);
});

test('a window that is lost can be opened again', async ({ link }) => {
  const popup = await openWindow(link);
  await popup.close();
  await expect(link.frame.getByText('closed before you decided')).toBeVisible();
  expect(await link.listEvents()).toContain('CLOSE_OAUTH');
  const opened = link.page.waitForEvent('popup');
  await link.press(`Go to ${bank}`);
  const second = await opened;
  await second.getByRole('button', { name: 'Sign in' }).click();
  await second.getByRole('button', { name: /^Allow \d/ }).click();
  await link.expectHeading('You are connected');
});

test('with a redirect_uri the page is left, and Link goes on where it comes back', async ({
  link,
}) => {
  await link.openBank(bank, { redirect_uri: link.hostUrl });
  const before = await link.seen();
  await link.press(`Go to ${bank}`);
  await link.page.getByRole('button', { name: 'Sign in' }).click();
  await link.page.getByRole('button', { name: /^Allow \d/ }).click();
  await expect(link.page).toHaveURL(/\?oauth_state_id=[0-9a-f-]{36}$/);
  await link.press('Done');
  const { metadata } = await link.waitForSuccess();
  expect(metadata.link_session_id).toBe(before.events[0]?.metadata.link_session_id);
  expect(await link.listEvents()).toEqual(['OPEN', 'LOADING', 'CONNECTED', 'HANDOFF']);
});

test('refused by redirect, the page comes back to the refusal', async ({ link }) => {
  await link.openBank(bank, { redirect_uri: link.hostUrl });
  await link.press(`Go to ${bank}`);
  await link.page.getByRole('button', { name: 'Sign in' }).click();
  await link.page.getByRole('button', { name: 'Refuse' }).click();
  await expect(link.frame.getByText('INSUFFICIENT_CREDENTIALS')).toBeVisible();
  await link.press('Try again');
  await link.expectHeading(`Continue at ${bank}`);
});

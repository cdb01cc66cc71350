import type { FrameLocator, Page } from '@playwright/test';

export function linkFrame(page: Page): FrameLocator {
  return page.frameLocator('iframe[id^="plaid-link-iframe"]');
}

/** Goes through Link as a person would: bank, login, all accounts. */
export async function passThroughLink(
  page: Page,
  { bank = 'First Platypus Bank', username = 'user_good', password = 'pass_good' } = {},
): Promise<void> {
  const link = linkFrame(page);
  await link.getByRole('button', { name: 'Continue' }).click();
  await link.getByRole('button', { name: 'Continue without phone number' }).click();
  await link.getByRole('button', { name: bank, exact: false }).first().click();
  await signInAtBank(link, username, password);
  await link.getByRole('button', { name: /^Continue with \d+ accounts?$/ }).click();
  await link.getByRole('button', { name: 'Done' }).click();
}

/** Update mode: the bank is known, only the login is asked for. */
export async function repairThroughLink(page: Page): Promise<void> {
  const link = linkFrame(page);
  await signInAtBank(link, 'user_good', 'pass_good');
  await link.getByRole('button', { name: 'Done' }).click();
}

export async function signInAtBank(
  link: FrameLocator,
  username: string,
  password: string,
): Promise<void> {
  await link.getByLabel('Username').fill(username);
  await link.getByLabel('Password', { exact: true }).fill(password);
  await link.getByRole('button', { name: 'Continue' }).click();
}

import type { Locator, Page } from '@playwright/test';
import { listViolations } from '../support/axe.ts';
import { expect, type Link, test } from './fixtures.ts';

const looks = [
  { theme: 'light', width: 1280 },
  { theme: 'dark', width: 360 },
] as const;

/** Looks closely at the pane at hand. */
async function inspect(link: Link, name: string, heading: string): Promise<void> {
  await link.expectHeading(heading);
  await expect(link.frame.getByRole('heading', { level: 1 })).toBeFocused();
  await expect(link.frame.getByText('not Plaid, no bank is contacted')).toBeVisible();
  await expectSound(link.page, link.frame.locator('.content'), name);
}

async function signInAt(link: Link, bank: string, password: string): Promise<void> {
  await link.frame.getByRole('button', { name: bank }).click();
  await link.signIn(password);
}

test('the panes of a first link are accessible, in both themes and on a phone', async ({
  link,
}) => {
  test.slow();
  await link.open();
  await inspect(link, 'consent', 'Connect your bank to Plumbline');
  await link.press('Close');
  await inspect(link, 'exit', 'Leave without connecting?');
  await link.press('Stay and go on');
  await link.press('Continue');
  await link.press('Continue without phone number');
  await inspect(link, 'institutions', 'Choose your bank');
  await link.frame.getByRole('button', { name: 'Unsupported Platypus Bank' }).click();
  await inspect(link, 'unsupported', 'This bank cannot be connected');
  await link.press('Back');
  await link.frame.getByRole('button', { name: 'Unhealthy Platypus Bank - Degraded' }).click();
  await inspect(link, 'degraded', 'This bank has trouble');
  await link.press('Back');
  await link.frame.getByRole('button', { name: 'Tartan Bank' }).click();
  await inspect(link, 'credentials', 'Sign in to Tartan Bank');
  await link.signIn('error_ITEM_LOCKED');
  await inspect(link, 'error', 'This login is locked');
  await link.press('Try again');
  await link.signIn();
  await inspect(link, 'accounts', 'Choose accounts');
  await link.press('Continue with 9 accounts');
  await inspect(link, 'success', 'You are connected');
});

test('the panes of a bank that asks are', async ({ link }) => {
  test.slow();
  await link.openBanks();
  for (const [name, password, heading] of [
    ['device', 'mfa_device', 'Where should the code be sent?'],
    ['questions', 'mfa_questions_1_3', 'Answer your security questions'],
    ['selections', 'mfa_selections_1_2_3', 'Confirm it is you'],
    ['recaptcha', '{"recaptcha":"good"}', 'Confirm that you are a person'],
  ] as const) {
    await signInAt(link, 'Tartan Bank', password);
    await inspect(link, name, heading);
    await link.press('Back');
  }
});

test('the panes of a returning person are', async ({ link }) => {
  await link.open();
  await link.press('Continue');
  await inspect(link, 'phone', 'Have you been here before?');
  await link.press('Fill in');
  await link.press('Continue');
  await inspect(link, 'code', 'Enter the code');
  await link.press('Fill in');
  await link.press('Continue');
  await inspect(link, 'saved-banks', 'Welcome back');
});

test('the panes of numbers and deposits are', async ({ link }) => {
  await link.openBanks({
    products: ['auth'],
    auth: { auth_type_select_enabled: true, same_day_microdeposits_enabled: true },
  });
  await inspect(link, 'auth-type', 'How would you like to link your account?');
  await link.frame.getByRole('button', { name: 'Enter account numbers' }).click();
  await inspect(link, 'numbers', 'Enter your account numbers');
  await link.press('Fill in');
  await link.press('Continue');
  await inspect(link, 'deposit-sent', 'A small deposit is on its way');
});

test('the panes of income are', async ({ link }) => {
  await link.open({
    products: ['income_verification'],
    user_id: await link.createUser(),
    income_verification: { income_source_types: ['payroll'] },
  });
  await link.press('Continue');
  await inspect(link, 'employers', 'Who do you work for?');
  await link.press('Hand in documents instead');
  await inspect(link, 'documents', 'Show what you earn');
});

test('the pane between several banks is', async ({ link }) => {
  const user_id = await link.createUser();
  await link.openBanks({ enable_multi_item_link: true, user_id });
  await signInAt(link, 'Tartan Bank', 'pass_good');
  await link.press('Continue with 9 accounts');
  await inspect(link, 'added', 'One bank is connected');
});

test('the way to a bank’s own page, and that page, are', async ({ link }) => {
  await link.openBank('Platypus OAuth Bank');
  await inspect(link, 'oauth', 'Continue at Platypus OAuth Bank');
  const opened = link.page.waitForEvent('popup');
  await link.press('Go to Platypus OAuth Bank');
  const bank = await opened;
  await inspect(link, 'oauth-waiting', 'Finish at Platypus OAuth Bank');
  await bank.getByRole('heading', { name: 'Sign in to online banking' }).waitFor();
  await expectSound(bank, bank.locator('.content'), 'bank-sign-in');
  await bank.getByRole('button', { name: 'Sign in' }).click();
  await bank.getByRole('heading', { name: 'Allow Plumbline?' }).waitFor();
  await expectSound(bank, bank.locator('.content'), 'bank-accounts');
});

test('hosted Link and embedded search are', async ({ link }) => {
  await link.open({}, { isEmbedded: true });
  const embedded = link.page.frameLocator('#embedded iframe');
  await embedded.getByRole('button', { name: 'Tartan Bank' }).waitFor();
  await expectSound(link.page, embedded.locator('.tiles'), 'embedded');
  const { hosted_link_url: url } = await link.createToken({ hosted_link: {} });
  await link.page.goto(url ?? '');
  await link.page.getByRole('heading', { level: 1 }).waitFor();
  await expectSound(link.page, link.page.locator('.content'), 'hosted');
});

test('a login is linked by keyboard alone', async ({ link }) => {
  const { keyboard } = link.page;
  await link.open();
  await link.expectHeading('Connect your bank to Plumbline');
  // Back is hidden, so the first stop after the heading is the way on.
  await keyboard.press('Tab');
  await keyboard.press('Enter');
  await link.expectHeading('Have you been here before?');
  await link.frame.getByRole('button', { name: 'Continue without phone number' }).focus();
  await keyboard.press('Enter');
  await link.expectHeading('Choose your bank');
  await link.frame.getByRole('searchbox').focus();
  await keyboard.type('tartan');
  await expect(link.frame.getByRole('listitem')).toHaveCount(1);
  await keyboard.press('ArrowDown');
  await keyboard.press('Enter');
  await link.expectHeading('Sign in to Tartan Bank');
  await link.frame.getByLabel('Username').focus();
  await keyboard.type('user_good');
  await keyboard.press('Tab');
  await keyboard.type('pass_good');
  await keyboard.press('Enter');
  await link.expectHeading('Choose accounts');
  await link.frame.getByLabel(/Plaid CD/).focus();
  await keyboard.press('Space');
  await keyboard.press('Enter');
  await link.expectHeading('You are connected');
  await keyboard.press('Tab');
  await keyboard.press('Enter');
  expect((await link.waitForSuccess()).metadata.accounts).toHaveLength(8);
});

/** PANE_SHOTS names a folder for pictures of what is checked here. */
async function expectSound(page: Page, content: Locator, name: string): Promise<void> {
  for (const { theme, width } of looks) {
    const where = `${name} ${theme} ${width}`;
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    await page.setViewportSize({ width, height: width === 360 ? 740 : 800 });
    if (process.env.PANE_SHOTS) {
      const path = `${process.env.PANE_SHOTS}/${name}-${width}-${theme}.png`;
      await page.screenshot({ path, animations: 'disabled' });
    }
    const frame = await (await content.elementHandle())?.ownerFrame();
    for (const each of new Set([page.mainFrame(), frame ?? page.mainFrame()])) {
      expect(await listViolations(each), where).toEqual([]);
    }
    const overflow = await content.evaluate((element) => element.scrollWidth - element.clientWidth);
    expect(overflow, `${where} scrolls sideways`).toBeLessThanOrEqual(0);
  }
}

import AxeBuilder from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { expect, type Link, test } from './fixtures.ts';

const looks = [
  { theme: 'light', width: 1280 },
  { theme: 'dark', width: 360 },
] as const;

const forPayments = {
  products: ['auth'],
  auth: { auth_type_select_enabled: true, same_day_microdeposits_enabled: true },
};

async function enterCode(link: Link): Promise<void> {
  await link.open();
  await link.press('Continue');
  await link.press('Fill in');
  await link.press('Continue');
}

async function signInAt(link: Link, password: string): Promise<void> {
  await link.openBank('First Platypus Bank');
  await link.signIn(password);
}

async function askForPay(link: Link): Promise<void> {
  await link.open({
    products: ['income_verification'],
    user_id: await link.createUser(),
    income_verification: { income_source_types: ['payroll'] },
  });
  await link.press('Continue');
}

async function enterNumbers(link: Link): Promise<void> {
  await link.openBanks(forPayments);
  await link.frame.getByRole('button', { name: 'Enter account numbers' }).click();
}

/** Every pane of Link: how to get there, and its heading. */
const panes: [name: string, heading: string | RegExp, drive: (link: Link) => Promise<void>][] = [
  ['consent', 'Connect your bank to Plumbline', (link) => link.open()],
  [
    'phone',
    'Have you been here before?',
    async (link) => {
      await link.open();
      await link.press('Continue');
    },
  ],
  ['code', 'Enter the code', enterCode],
  [
    'saved-banks',
    'Welcome back',
    async (link) => {
      await enterCode(link);
      await link.press('Fill in');
      await link.press('Continue');
    },
  ],
  ['institutions', 'Choose your bank', (link) => link.openBanks()],
  [
    'unsupported',
    'This bank cannot be connected',
    (link) => link.openBank('Unsupported Platypus Bank'),
  ],
  [
    'degraded',
    'This bank has trouble',
    (link) => link.openBank('Unhealthy Platypus Bank - Degraded'),
  ],
  ['credentials', 'Sign in to Tartan Bank', (link) => link.openBank('Tartan Bank')],
  ['oauth', 'Continue at Platypus OAuth Bank', (link) => link.openBank('Platypus OAuth Bank')],
  [
    'oauth-waiting',
    'Finish at Platypus OAuth Bank',
    async (link) => {
      await link.openBank('Platypus OAuth Bank');
      await link.press('Go to Platypus OAuth Bank');
    },
  ],
  ['device', 'Where should the code be sent?', (link) => signInAt(link, 'mfa_device')],
  ['questions', 'Answer your security questions', (link) => signInAt(link, 'mfa_questions_1_3')],
  ['selections', 'Confirm it is you', (link) => signInAt(link, 'mfa_selections_1_2_3')],
  ['recaptcha', 'Confirm that you are a person', (link) => signInAt(link, '{"recaptcha":"good"}')],
  ['accounts', 'Choose accounts', (link) => signInAt(link, 'pass_good')],
  ['error', 'This login is locked', (link) => signInAt(link, 'error_ITEM_LOCKED')],
  ['auth-type', 'How would you like to link your account?', (link) => link.openBanks(forPayments)],
  ['numbers', 'Enter your account numbers', enterNumbers],
  [
    'deposit-sent',
    'A small deposit is on its way',
    async (link) => {
      await enterNumbers(link);
      await link.press('Fill in');
      await link.press('Continue');
    },
  ],
  ['employers', 'Who do you work for?', askForPay],
  [
    'documents',
    'Show what you earn',
    async (link) => {
      await askForPay(link);
      await link.press('Hand in documents instead');
    },
  ],
  [
    'added',
    'One bank is connected',
    async (link) => {
      await link.openBank('Tartan Bank', {
        enable_multi_item_link: true,
        user_id: await link.createUser(),
      });
      await link.signIn();
      await link.press('Continue with 9 accounts');
    },
  ],
  [
    'success',
    'You are connected',
    async (link) => {
      await signInAt(link, 'pass_good');
      await link.press('Continue with 9 accounts');
    },
  ],
  [
    'exit',
    'Leave without connecting?',
    async (link) => {
      await link.open();
      await link.press('Close');
    },
  ],
];

for (const [name, heading, drive] of panes) {
  test(`the pane ${name} is accessible in both themes and on a phone`, async ({ link }) => {
    await drive(link);
    await link.expectHeading(heading);
    await expect(link.frame.getByRole('heading', { level: 1 })).toBeFocused();
    await expect(link.frame.getByText('not Plaid, no bank is contacted')).toBeVisible();
    await expectSound(link.page, link.frame.locator('.content'), name);
  });
}

test('the pages of the bank are', async ({ link }) => {
  await link.openBank('Platypus OAuth Bank');
  const opened = link.page.waitForEvent('popup');
  await link.press('Go to Platypus OAuth Bank');
  const bank = await opened;
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
    const { violations } = await new AxeBuilder({ page }).analyze();
    const found = violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 200)}`);
    expect(found, where).toEqual([]);
    const overflow = await content.evaluate((element) => element.scrollWidth - element.clientWidth);
    expect(overflow, `${where} scrolls sideways`).toBeLessThanOrEqual(0);
  }
}

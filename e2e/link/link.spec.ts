import { expect, test } from './fixtures.ts';

const beforeBank = ['OPEN', 'CONSENT', 'SUBMIT_PHONE', 'SKIP_SUBMIT_PHONE', 'SELECT_INSTITUTION'];

test('a login is linked, with the documented events in their order', async ({ link }) => {
  await link.openBank('First Platypus Bank');
  await link.signIn();
  await link.press('Continue with 9 accounts');
  await link.press('Done');
  const { publicToken, metadata } = await link.waitForSuccess();
  expect(publicToken).toMatch(/^public-sandbox-/);
  expect(metadata).toMatchObject({
    institution: { institution_id: 'ins_109508', name: 'First Platypus Bank' },
    transfer_status: null,
  });
  expect(await link.listEvents()).toEqual([
    ...beforeBank,
    'SELECT_INSTITUTION',
    'CREDENTIAL',
    'SUBMIT_CREDENTIALS',
    'LOADING',
    'SELECT_ACCOUNT',
    'LOADING',
    'CONNECTED',
    'HANDOFF',
  ]);
  const { events, exit, loads } = await link.seen();
  expect(exit).toBeNull();
  expect(loads).toBe(1);
  const [first] = events;
  expect(Object.keys(first?.metadata ?? {}).sort()).toEqual([
    'account_number_mask',
    'error_code',
    'error_message',
    'error_type',
    'exit_status',
    'institution_id',
    'institution_name',
    'institution_search_query',
    'is_update_mode',
    'link_session_id',
    'match_reason',
    'mfa_type',
    'request_id',
    'routing_number',
    'selection',
    'timestamp',
    'view_name',
  ]);
  expect(first?.metadata.is_update_mode).toBe('false');
  await expect(link.page.locator('iframe')).toBeHidden();
  await expect(link.page.getByRole('button', { name: 'Link a bank' })).toBeFocused();
});

test('the search finds, tells when it does not, and says what was asked', async ({ link }) => {
  await link.openBanks();
  await link.frame.getByRole('searchbox').fill('tartan');
  await expect(link.frame.getByRole('listitem')).toHaveCount(1);
  await link.frame.getByRole('searchbox').fill('nowhere');
  await expect(link.frame.getByText('No bank matches “nowhere”')).toBeVisible();
  const { events } = await link.seen();
  const asked = events.filter(({ name }) => name === 'SEARCH_INSTITUTION');
  expect(asked.map(({ metadata }) => metadata.institution_search_query)).toEqual([
    'tartan',
    'nowhere',
  ]);
});

test('whoever leaves is asked first, and the page learns where they were', async ({ link }) => {
  await link.openBank('Tartan Bank');
  await link.expectHeading('Sign in to Tartan Bank');
  await link.page.keyboard.press('Escape');
  await link.press('Stay and go on');
  await link.expectHeading('Sign in to Tartan Bank');
  await link.press('Close');
  await link.press('Leave');
  const { error, metadata } = await link.waitForExit();
  expect(error).toBeNull();
  expect(metadata).toMatchObject({
    status: 'requires_credentials',
    institution: { institution_id: 'ins_109511', name: 'Tartan Bank' },
  });
  expect((await link.listEvents()).slice(-3)).toEqual(['EXIT', 'EXIT', 'EXIT']);
});

test.describe('the bank asks more', () => {
  test('a way to send a code, and the code', async ({ link }) => {
    await link.openBank('First Platypus Bank');
    await link.signIn('mfa_device');
    await link.frame.getByLabel('Text message to •••-•••-8888').check();
    await link.press('Continue');
    await link.frame.getByLabel('Verification code').fill('9999');
    await link.press('Continue');
    await link.expectHeading('That answer was not right');
    await link.press('Try again');
    await link.frame.getByLabel('Verification code').fill('1234');
    await link.press('Continue');
    await link.expectHeading('Choose accounts');
    const { events } = await link.seen();
    expect(
      events.filter(({ name }) => name === 'SUBMIT_MFA').map(({ metadata }) => metadata.mfa_type),
    ).toEqual(['device', 'code', 'code']);
  });

  test('questions', async ({ link }) => {
    await link.openBank('First Platypus Bank');
    await link.signIn('mfa_questions_2_1');
    await link.frame.getByLabel('Security question 1').fill('answer_0_0');
    await link.press('Continue');
    // The second round asks anew.
    await expect(link.frame.getByText('answer_1_0')).toBeVisible();
    await link.frame.getByLabel('Security question 1').fill('answer_1_0');
    await link.press('Continue');
    await link.expectHeading('Choose accounts');
  });

  test('choices', async ({ link }) => {
    await link.openBank('First Platypus Bank');
    await link.signIn('mfa_selections');
    await link.frame.getByLabel('Yes').check();
    await link.press('Continue');
    await link.expectHeading('Choose accounts');
  });

  test('whether a person sits there', async ({ link }) => {
    await link.openBank('First Platypus Bank');
    await link.signIn('{"recaptcha":"bad"}');
    await link.frame.getByLabel('I am not a robot').check();
    await link.press('Continue');
    await expect(link.frame.getByText('RECAPTCHA_BAD')).toBeVisible();
  });
});

for (const [code, heading, status] of [
  ['INVALID_CREDENTIALS', 'Those details did not work', 'requires_credentials'],
  ['ITEM_LOCKED', 'This login is locked', 'requires_credentials'],
  ['INSTITUTION_NOT_RESPONDING', 'This bank is not answering', 'requires_credentials'],
  ['USER_SETUP_REQUIRED', 'Your bank needs you first', 'requires_credentials'],
] as const) {
  test(`the password error_${code} ends in its pane and its onExit`, async ({ link }) => {
    await link.openBank('First Platypus Bank');
    await link.signIn(`error_${code}`);
    await link.expectHeading(heading);
    await link.press('Close');
    await link.press('Leave');
    const { error, metadata } = await link.waitForExit();
    expect(error).toMatchObject({ error_code: code });
    expect(metadata.status).toBe(status);
    const { events } = await link.seen();
    const ending = events.filter(({ name }) => name === 'ERROR' || name === 'EXIT');
    expect(ending.map(({ metadata: details }) => details.error_code)).toEqual([code, code]);
    expect(ending[1]?.metadata.exit_status).toBe(status);
  });
}

test('a bank in trouble is warned of, one that is down or unfit is not entered', async ({
  link,
}) => {
  await link.openBanks();
  await link.frame.getByRole('button', { name: /Degraded/ }).click();
  await link.press('Choose another bank');
  await link.frame.getByRole('button', { name: /Unsupported/ }).click();
  await link.expectHeading('This bank cannot be connected');
  await link.press('Choose another bank');
  await link.frame.getByRole('button', { name: /Down/ }).click();
  await link.expectHeading('This bank is not available');
  await link.press('Choose another bank');
  await link.frame.getByRole('button', { name: /Degraded/ }).click();
  await link.press('Continue all the same');
  await link.expectHeading(/^Sign in to Unhealthy Platypus Bank/);
  const events = await link.listEvents();
  expect(
    events.filter((name) => name.startsWith('SELECT_') && name.endsWith('INSTITUTION')),
  ).toEqual(
    expect.arrayContaining([
      'SELECT_DEGRADED_INSTITUTION',
      'SELECT_FILTERED_INSTITUTION',
      'SELECT_DOWN_INSTITUTION',
    ]),
  );
});

test('update mode asks for the login again and for nothing else', async ({ link }) => {
  const accessToken = await link.createItem();
  await link.ask('/sandbox/item/reset_login', { access_token: accessToken });
  await link.open({ access_token: accessToken });
  await link.expectHeading('Sign in again to First Platypus Bank');
  await link.signIn();
  await link.press('Done');
  await link.waitForSuccess();
  const { item } = await link.ask<{ item: { error: unknown } }>('/item/get', {
    access_token: accessToken,
  });
  expect(item.error).toBeNull();
  const { events } = await link.seen();
  expect(events[0]?.metadata.is_update_mode).toBe('true');
});

test.describe('the handler', () => {
  test('exits at once when forced, and can be opened again', async ({ link }) => {
    await link.open();
    await link.expectHeading('Connect your bank to Plumbline');
    await link.page.evaluate('handler.exit({ force: true })');
    expect((await link.waitForExit()).error).toBeNull();
    await link.page.getByRole('button', { name: 'Link a bank' }).click();
    await link.expectHeading('Connect your bank to Plumbline');
  });

  test('asks before it exits, and leaves nothing behind when destroyed', async ({ link }) => {
    await link.open();
    await link.expectHeading('Connect your bank to Plumbline');
    await link.page.evaluate('handler.exit()');
    await link.expectHeading('Leave without connecting?');
    await link.page.evaluate('handler.destroy(); handler.destroy(); handler.open()');
    await expect(link.page.locator('iframe')).toHaveCount(0);
    expect((await link.seen()).exit).toBeNull();
  });

  test('tells of a token that nobody knows', async ({ link }) => {
    await link.openToken('link-sandbox-none');
    const { error } = await link.waitForExit();
    expect(error).toMatchObject({
      error_type: 'INVALID_INPUT',
      error_code: 'INVALID_LINK_TOKEN',
    });
  });
});

test('embedded search opens Link on the chosen bank', async ({ link }) => {
  await link.open({}, { isEmbedded: true });
  const search = link.page.frameLocator('#embedded iframe');
  await search.getByRole('button', { name: 'Tartan Bank' }).click();
  const dialog = link.page.frameLocator('body > iframe');
  await dialog.getByRole('button', { name: 'Continue' }).click();
  await expect(dialog.getByRole('heading', { name: 'Sign in to Tartan Bank' })).toBeVisible();
});

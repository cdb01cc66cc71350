import { listViolations } from './support/axe.ts';
import {
  expect,
  linkBank,
  makeOperator,
  makeStale,
  operatorCommand,
  queryDatabase,
  test,
} from './support/fixtures.ts';
import { linkFrame, signInAtBank } from './support/link.ts';

const consolePages = [
  '/admin',
  '/admin/connections',
  '/admin/sync-runs',
  '/admin/jobs',
  '/admin/webhooks',
  '/admin/link',
  '/admin/plaid',
  '/admin/integrity',
  '/admin/backups',
  '/admin/costs',
  '/admin/mail',
];

test('an operator holds the database against its invariants; nobody else finds the page', async ({
  page,
  api,
  person,
}) => {
  await linkBank(api);
  for (const path of consolePages) {
    await page.goto(path);
    await expect(page.getByRole('heading', { name: 'There is no such page' })).toBeVisible();
  }
  await makeStale(person);
  const order = () => api.send('POST', '/api/operator/rotations', { itemId: 'x' });
  expect((await order()).status()).toBe(404);

  makeOperator(person);
  await page.goto('/');
  await page.getByRole('button', { name: person.name }).first().click();
  await page.getByRole('menuitem', { name: 'Console' }).click();
  const pages = page.getByRole('navigation', { name: 'Console' });
  await pages.getByText('Integrity').click();
  await page.getByRole('button', { name: 'Check now' }).click();
  await expect(page.getByText('Holds').first()).toBeVisible();
  await expect(page.getByText('Broken')).toBeHidden();
  expect((await order()).status()).toBe(403);
  // Where it was.
  await page.goto('/operator/mail');
  await expect(page).toHaveURL(/\/admin\/mail$/);
});

test('an operator sees how things are, and sets a job going again that will not be tried any more', async ({
  page,
  api,
  person,
}) => {
  const { id } = await linkBank(api);
  makeOperator(person);
  const key = `nothing:${id}`;
  await queryDatabase('SELECT graphile_worker.add_job($1, job_key => $2, max_attempts => 25)', [
    'no-such-task',
    key,
  ]);
  await queryDatabase('UPDATE graphile_worker._private_jobs SET attempts = 25 WHERE key = $1', [
    key,
  ]);
  await page.goto('/admin');
  const troubles = page.getByRole('region', { name: 'What needs you' });
  await troubles.getByRole('link', { name: /will not be tried again/ }).press('Enter');
  const job = page.getByRole('listitem').filter({ hasText: key });
  await expect(job).toContainText('no-such-task');
  await job.getByRole('button', { name: /^Try now no-such-task/ }).press('Enter');
  await expect(job).toBeHidden();
  await page.getByRole('link', { name: /^Waiting/ }).press('Enter');
  await job.getByRole('button', { name: /^Give up/ }).click();
  await expect(job).toBeHidden();
  await page.getByRole('link', { name: /^Dead/ }).click();
  await expect(job).toContainText('Given up by an operator');
  await job.getByRole('button', { name: /^Remove/ }).click();
  await expect(job).toBeHidden();
  await page.goto('/settings/activity');
  await expect(page.getByText('You took away 1 job of no-such-task')).toBeVisible();
});

test('every page of the console fits a phone', async ({ page, api, person }) => {
  test.slow();
  await linkBank(api);
  makeOperator(person);
  await page.setViewportSize({ width: 360, height: 740 });
  for (const path of consolePages) {
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 1, name: 'Console' })).toBeVisible();
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width, path).toBeLessThanOrEqual(360);
    expect(await listViolations(page), path).toEqual([]);
  }
});

test('every page of the console can be read in the dark', async ({ page, api, person }) => {
  test.slow();
  await linkBank(api);
  makeOperator(person);
  await page.emulateMedia({ colorScheme: 'dark' });
  for (const path of consolePages) {
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 1, name: 'Console' })).toBeVisible();
    expect(await listViolations(page), path).toEqual([]);
  }
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
    await page.goto('/admin/link');
    const row = funnel.getByRole('row', { name: /^Tattersall/ });
    await expect(row).toContainText('ITEM_LOCKED 1×', { timeout: 1_000 });
  }).toPass();
  const steps = funnel.getByRole('table', { name: 'New connections, step by step' });
  const row = steps.getByRole('row', { name: /^Sent a password/ });
  await expect(row).toContainText('ITEM_LOCKED');
  await expect(funnel.getByRole('listitem').filter({ hasText: 'Tattersall' })).toContainText(
    /link_session_id \S+, request_id \S+/,
  );
  // Counted by the process that asked Plaid for the link, and written down within half a minute.
  const calls = page.getByRole('table', { name: 'Calls by endpoint, last day' });
  await expect(async () => {
    await page.goto('/admin/plaid?span=day');
    const endpoint = calls.getByRole('row', { name: /^\/link\/token\/create/ });
    await expect(endpoint).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: 40_000 });
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
  await page.goto('/admin/connections');
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

test('the operator sees by ids and counts what Plaid bills, after a proof', async ({
  page,
  api,
  person,
  expectedTrouble,
}) => {
  // Whoever has not proved of late who they are is asked.
  expectedTrouble.push('status of 403', 'status of 404');
  const { id } = await linkBank(api, { username: 'user_good', alsoProducts: ['liabilities'] });
  expect((await api.send('GET', '/api/operator/costs')).status()).toBe(404);
  await page.goto('/admin/costs');
  await expect(page.getByRole('heading', { name: 'There is no such page' })).toBeVisible();
  makeOperator(person);
  await page.goto('/admin');
  await page.getByRole('navigation', { name: 'Console' }).getByText('Costs').press('Enter');
  await makeStale(person);
  await page.getByRole('button', { name: 'Show costs' }).press('Enter');
  await page.getByLabel('Password', { exact: true }).fill(person.password);
  await page.keyboard.press('Enter');
  const products = page.getByRole('region', { name: 'By product' });
  await expect(products.getByRole('row').filter({ hasText: 'Liabilities' })).toBeVisible();
  // Nobody has set a price, and none is made up.
  await expect(products).not.toContainText('$');
  await expect(page.getByText('No prices are set')).toBeVisible();
  const { items } = await api.ask<{ items: { itemId: string; billed: string[] }[] }>(
    'GET',
    '/api/operator/costs?limit=200',
  );
  expect(items.find(({ itemId }) => itemId === id)?.billed).toContain('liabilities');
  await expect(page.getByRole('main')).not.toContainText('Platypus');
  expect(await listViolations(page)).toEqual([]);
  await page.setViewportSize({ width: 360, height: 740 });
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBeLessThanOrEqual(360);
  expect(await listViolations(page)).toEqual([]);
});

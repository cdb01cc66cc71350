import { listViolations } from './support/axe.ts';
import { expect, linkBank, test } from './support/fixtures.ts';

type Categories = { items: { id: string; name: string }[] };

const today = new Date().toISOString().slice(0, 10);

test('the Overview says how the month goes, and its cards are moved, hidden and brought back', async ({
  page,
  api,
}) => {
  test.slow();
  await linkBank(api);
  await page.goto('/');
  const card = (name: string) => page.getByRole('region', { name, exact: true });
  const names = () => page.locator('main .grid section > div:first-child h2').allTextContents();
  await expect(page.getByText(/^\d+ transactions to review/)).toBeVisible();
  // What is done is known from what is there.
  const steps = page.getByRole('region', { name: /^First steps/ });
  await expect(steps).toContainText('1 of 4');
  await expect(steps.getByText('Bring your accounts: done')).toBeVisible();
  await expect(card('Budget').getByText('Nothing is planned')).toBeVisible();
  await expect(card('Spending').getByText(/by this day\.$/)).toBeVisible();

  // A plan that is spent is named, without anybody reloading the page.
  const { items } = await api.ask<Categories>('GET', '/api/categories');
  const rent = items.find(({ name }) => name === 'Rent');
  const plans = [{ categoryId: rent?.id, amountMinor: 1_000, once: false }];
  await api.ask('PATCH', '/api/budgets', { on: today, plans });
  await expect(card('Budget').getByText(/^(Over budget|Free to spend)$/)).toBeVisible();

  await expect(steps).toContainText('2 of 4');
  await steps.getByRole('button', { name: 'Hide for good' }).press('Enter');
  await expect(steps).toBeHidden();

  const [row] = await card('Spending').getByRole('listitem').all();
  const amount = await row?.getByRole('link').innerText();
  // The server draws the cards anew meanwhile; on a busy machine a press led nowhere at times, and it is not known yet why.
  await expect(async () => {
    await row?.getByRole('link').click({ timeout: 2_000 });
    await expect(page).toHaveURL(/\/transactions\?/, { timeout: 8_000 });
  }).toPass();
  await expect(page.getByText(amount?.split('\n').at(-1) ?? '').first()).toBeVisible();
  await page.goto('/');

  await expect
    .poll(names)
    .toEqual(['Budget', 'Upcoming', 'Net worth', 'Spending', 'Accounts', 'Goals', 'Recent']);
  const { keyboard } = page;
  await page.getByRole('button', { name: 'Arrange cards' }).focus();
  await keyboard.press('Enter');
  const up = page.getByRole('button', { name: 'Move Recent up' });
  await up.focus();
  await keyboard.press('Enter');
  await expect(up).toBeFocused();
  await keyboard.press('Enter');
  await page.getByRole('button', { name: 'Hide Net worth' }).press('Enter');
  await expect(page.getByRole('button', { name: 'Show Net worth' })).toBeFocused();
  expect(await listViolations(page)).toEqual([]);
  await keyboard.press('Escape');
  await expect
    .poll(names)
    .toEqual(['Budget', 'Upcoming', 'Spending', 'Recent', 'Accounts', 'Goals']);

  await page.setViewportSize({ width: 360, height: 740 });
  await page.reload();
  await expect
    .poll(names)
    .toEqual(['Budget', 'Upcoming', 'Spending', 'Recent', 'Accounts', 'Goals']);
  expect(await listViolations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Arrange cards' }).click();
  await page.getByRole('button', { name: 'Show Net worth' }).click();
  await expect(page.getByRole('button', { name: 'Hide Net worth' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect
    .poll(names)
    .toEqual(['Budget', 'Upcoming', 'Net worth', 'Spending', 'Recent', 'Accounts', 'Goals']);
  await page.keyboard.press('Control+z');
  await expect
    .poll(names)
    .toEqual(['Budget', 'Upcoming', 'Spending', 'Recent', 'Accounts', 'Goals']);
});

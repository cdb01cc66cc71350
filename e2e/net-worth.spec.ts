import type { Page } from '@playwright/test';
import { addDays } from '#lib/dates/civil-date';
import { listViolations } from './support/axe.ts';
import { expect, linkBank, test } from './support/fixtures.ts';

const today = new Date().toISOString().slice(0, 10);

type Account = { id: string; name: string; subtype: string };

test('a home joins the bank’s accounts, and what it all came to is seen, read and followed', async ({
  page,
  api,
}) => {
  test.slow();
  await page.goto('/net-worth');
  await expect(page.getByText('Nothing to add up yet')).toBeVisible();
  await linkBank(api);
  await addHome(page);

  await page.goto('/net-worth');
  const chart = page.getByRole('figure', { name: 'Net worth', exact: true });
  const day = chart.getByRole('slider');
  await day.focus();
  await page.keyboard.press('End');
  await expect(day).toHaveAttribute('aria-valuetext', /: \$\d/);
  const [last] = [await day.getAttribute('aria-valuetext')];
  await page.keyboard.press('PageDown');
  expect(await day.getAttribute('aria-valuetext')).not.toBe(last);
  await expect(chart.locator('table')).toBeAttached();
  await chart.getByRole('button', { name: 'Show as a table' }).click();
  await expect(chart.getByRole('row').nth(1)).toContainText('$');
  await expect(page.getByText(/^Without Home before/)).toBeVisible();
  expect(await listViolations(page)).toEqual([]);

  await page.getByRole('link', { name: '1 year' }).click();
  await expect(page).toHaveURL(/period=1y/);
  const moves = page.getByRole('region', { name: 'Days that moved most' });
  await expect(moves.getByRole('listitem')).toHaveCount(5);
  await moves.getByRole('link', { name: 'Transactions' }).first().click();
  await expect(page).toHaveURL(/\/transactions\?from=/);
  await expect(page.getByRole('row').nth(1)).toBeVisible();
});

test('an account is renamed, left out, closed and hidden, and each is taken back', async ({
  page,
  api,
}) => {
  test.slow();
  await linkBank(api);
  const { items } = await api.ask<{ items: Account[] }>('GET', '/api/accounts');
  const account = items.find(({ subtype }) => subtype === 'checking');
  await page.goto(`/accounts/${account?.id}`);
  await page.getByRole('button', { name: 'Refresh balance' }).click();
  await expect(page.getByRole('button', { name: /Refresh again in \d+ s/ })).toBeDisabled();

  const choose = async (name: string) => {
    await page.getByRole('button', { name: /^More for/ }).click();
    await page.getByRole('menuitem', { name }).click();
  };
  const undo = () => page.getByRole('button', { name: 'Undo' }).last().click();
  await choose('Rename');
  await page.getByLabel('Name', { exact: true }).fill('Household');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('heading', { name: 'Household' })).toBeVisible();
  await undo();
  await expect(page.getByRole('heading', { name: account?.name })).toBeVisible();

  await choose('Leave out of net worth');
  await expect(page.getByText('Left out of net worth', { exact: true })).toBeVisible();
  await undo();
  await expect(page.getByText('Left out of net worth', { exact: true })).toBeHidden();

  await choose('Mark as closed');
  await page.getByRole('button', { name: 'Mark as closed' }).click();
  await expect(page.getByText(/^Closed on/)).toBeVisible();
  await choose('Open again');
  await expect(page.getByText(/^Closed on/)).toBeHidden();

  await choose('Hide account');
  await expect(page.getByText(/^Hidden:/)).toBeVisible();
  await page.goto('/accounts');
  await page.getByText('One hidden account').click();
  await page.getByRole('link', { name: account?.name }).click();
  await choose('Show account');
  await expect(page.getByText(/^Hidden:/)).toBeHidden();
  expect(await listViolations(page)).toEqual([]);
});

async function addHome(page: Page): Promise<void> {
  await page.goto('/accounts');
  await page.getByRole('button', { name: 'Add by hand' }).click();
  await page.getByLabel('Name').fill('Home');
  await page.getByRole('combobox', { name: 'Kind' }).click();
  await page.getByRole('option', { name: 'Home' }).click();
  await page.getByLabel('Worth today').fill('300000');
  await page.getByRole('button', { name: 'Add account' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Home' })).toBeVisible();
  await page.getByRole('button', { name: 'Enter a value' }).click();
  await page.getByLabel('Value in USD').fill('290000');
  await page.getByLabel('On', { exact: true }).fill(addDays(today, -40));
  await page.getByRole('button', { name: 'Save' }).click();
  const values = page.getByRole('region', { name: 'Values' });
  await expect(values.getByRole('listitem')).toHaveCount(2);
  await page
    .getByRole('button', { name: /^Delete the value of/ })
    .last()
    .click();
  await expect(values.getByRole('listitem')).toHaveCount(1);
  await page.getByRole('button', { name: 'Undo' }).last().click();
  await expect(values.getByRole('listitem')).toHaveCount(2);
  await expect(page.getByText('Each value stays until the next one.')).toBeVisible();
}

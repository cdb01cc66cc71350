import type { Locator, Page } from '@playwright/test';
import { listViolations } from './support/axe.ts';
import { baseUrl, expect, test } from './support/fixtures.ts';

/** A part of the catalogue, as it is in the theme of the page. */
function part(page: Page, name: string): Locator {
  return page.getByRole('region', { name, exact: true }).locator('[data-theme=light]');
}

test('what chooses of many is found, made and taken away by keyboard', async ({ page }) => {
  await page.goto('/design');
  const { keyboard } = page;
  const choosing = part(page, 'Choosing of many');

  const category = choosing.getByRole('combobox', { name: 'Category' });
  await category.focus();
  await keyboard.press('Enter');
  const search = page.getByRole('combobox', { name: 'Search categories' });
  await expect(search).toBeFocused();
  await expect(page.getByRole('option', { name: 'Coffee' })).toHaveAttribute(
    'data-highlighted',
    'true',
  );
  await expect(page.getByText('26 more: type a part of the name.')).toBeVisible();
  await keyboard.type('home');
  await keyboard.press('ArrowDown');
  // What is disabled is passed over: the last stays chosen.
  await keyboard.press('Enter');
  await expect(category).toHaveText('Rent');
  await expect(category).toBeFocused();

  const tags = choosing.getByRole('combobox', { name: 'Tags' });
  await tags.focus();
  await keyboard.press('Enter');
  await keyboard.type('kitchen');
  await expect(page.getByRole('option')).toHaveText(['kitchen']);
  await keyboard.press('Enter');
  await keyboard.type('garden');
  await keyboard.press('Enter');
  const removes = choosing.getByRole('button', { name: /^Remove (travel|gift|kitchen|garden)/ });
  await expect(removes).toHaveText(
    ['travel', 'gift', 'kitchen', 'garden'].map((name) => `Remove ${name}`),
  );
  expect(await listViolations(page)).toEqual([]);
  await keyboard.press('Backspace');
  await keyboard.press('Backspace');
  await keyboard.press('Escape');
  await expect(tags).toBeFocused();
  await choosing.getByRole('button', { name: 'Remove travel' }).click();
  await expect(removes).toHaveText(['Remove gift', 'Remove kitchen']);
  await expect(tags).toBeFocused();
});

test('amounts are reckoned and dates are read, or what is wrong is said', async ({ page }) => {
  await page.goto('/design');
  const { keyboard } = page;
  const values = part(page, 'Amounts and dates');

  const amount = values.getByRole('textbox', { name: 'Amount' });
  await amount.fill('12.50 + 3*2');
  await expect(values.getByText('= $18.50')).toBeVisible();
  await keyboard.press('Enter');
  await expect(amount).toHaveValue('18.50');
  await expect(values.getByText('Stands for $18.50')).toBeVisible();
  await amount.fill('€4');
  await keyboard.press('Tab');
  await expect(values.getByText('This amount is in USD.')).toBeVisible();
  await expect(amount).toHaveAttribute('aria-invalid', 'true');
  await amount.focus();
  await keyboard.press('Escape');
  await expect(amount).toHaveValue('18.50');

  const date = values.getByRole('textbox', { name: 'Date' });
  await date.fill('yesterday');
  await keyboard.press('Enter');
  await expect(date).toHaveValue('Nov 20, 2026');
  await date.fill('11/25');
  await keyboard.press('Enter');
  await expect(values.getByText('Choose Nov 21, 2026 or earlier.')).toBeVisible();
  await keyboard.press('Escape');
  await keyboard.press('ArrowDown');
  const calendar = page.getByRole('dialog', { name: 'Calendar' });
  await expect(calendar.getByRole('button', { name: /November 20,/ })).toBeFocused();
  await keyboard.press('ArrowUp');
  await keyboard.press('Enter');
  await expect(date).toHaveValue('Nov 13, 2026');
  await expect(date).toBeFocused();
});

test('a period is named, typed or shown on the calendar, on a phone too', async ({ page }) => {
  await page.goto('/design');
  const { keyboard } = page;
  const trigger = part(page, 'Amounts and dates').getByRole('button', { name: /^Dates:/ });
  const panel = page.getByRole('dialog', { name: 'Dates' });
  await trigger.click();
  await panel.getByRole('button', { name: 'Last month' }).click();
  await expect(trigger).toHaveText('Dates: Last month');

  await trigger.click();
  await panel.getByRole('textbox', { name: 'To' }).fill('oct 20');
  await keyboard.press('Enter');
  await expect(trigger).toHaveText('Dates: Oct 1 to Oct 20');
  await panel.getByRole('button', { name: /October 5,/ }).click();
  await panel.getByRole('button', { name: /October 9,/ }).press('Enter');
  await expect(trigger).toHaveText('Dates: Oct 5 to Oct 9');
  await keyboard.press('Escape');
  await expect(trigger).toBeFocused();

  await page.context().addCookies([{ name: 'plumbline.theme', value: 'dark', url: baseUrl }]);
  await page.setViewportSize({ width: 360, height: 740 });
  await page.reload();
  await trigger.click();
  await expect(panel.getByRole('grid')).toHaveCount(1);
  const box = await panel.boundingBox();
  expect(box && box.x >= 0 && box.x + box.width <= 360).toBe(true);
  expect(await listViolations(page)).toEqual([]);
  const sideways = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(sideways).toBeLessThanOrEqual(0);
});

test('messages, words about a button, tabs and segments follow the keyboard', async ({ page }) => {
  await page.goto('/design');
  const { keyboard } = page;
  const overlays = part(page, 'Overlays');
  await overlays.getByRole('button', { name: 'Toast with undo' }).press('Enter');
  const message = page.getByRole('listitem').filter({ hasText: 'Hidden from totals' });
  await expect(message).toBeVisible();
  // To the messages, to the first of them, to what it offers.
  await keyboard.press('F8');
  await keyboard.press('Tab');
  await keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Undo', exact: true })).toBeFocused();
  await keyboard.press('Enter');
  await expect(message).toBeHidden();

  const commands = overlays.getByRole('button', { name: 'Commands' });
  await commands.press('Enter');
  await expect(page.getByRole('combobox', { name: 'Search commands' })).toBeFocused();
  await keyboard.press('Escape');
  await expect(commands).toBeFocused();

  await part(page, 'Buttons and links').getByRole('button', { name: 'Sync now' }).focus();
  await keyboard.press('Tab');
  await expect(page.getByRole('tooltip', { name: 'More', exact: true })).toBeVisible();
  await keyboard.press('Escape');
  await expect(page.getByRole('tooltip')).toHaveCount(0);

  const choosing = part(page, 'Choosing');
  await choosing.getByRole('tab', { name: 'Details' }).focus();
  await keyboard.press('ArrowRight');
  await expect(choosing.getByRole('tabpanel')).toHaveText(/Nothing has changed/);
  await choosing.getByRole('radio', { name: '3 months' }).focus();
  // As long as a finger takes: the choice follows the focus while the key is down.
  await keyboard.press('ArrowRight', { delay: 50 });
  await expect(choosing.getByRole('radio', { name: 'Year' })).toBeChecked();
});

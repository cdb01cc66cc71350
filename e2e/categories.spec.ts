import { listViolations } from './support/axe.ts';
import { expect, test } from './support/fixtures.ts';

test('categories are renamed, moved, merged and brought back, by keyboard', async ({
  page,
  api: _,
}) => {
  await page.goto('/settings/categories');
  const food = page.getByRole('list', { name: 'Food & drink' });
  const names = () => food.getByRole('button', { name: /^Edit / }).allTextContents();
  await expect.poll(names).toContain('Edit Groceries');
  expect(await listViolations(page)).toEqual([]);

  await food.getByRole('button', { name: 'Edit Groceries' }).focus();
  await page.keyboard.press('Alt+ArrowDown');
  await expect
    .poll(async () => (await names()).slice(0, 2))
    .toEqual(['Edit Restaurants', 'Edit Groceries']);
  await expect(food.getByRole('button', { name: 'Edit Groceries' })).toBeFocused();
  await page.keyboard.press('Enter');
  expect(await listViolations(page)).toEqual([]);
  await page.getByRole('textbox', { name: 'Name' }).fill('Food shopping');
  await page.keyboard.press('Enter');
  await expect(food.getByRole('button', { name: 'Edit Food shopping' })).toBeVisible();

  await food.getByRole('button', { name: 'More for Coffee' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('menuitem', { name: 'Merge into another' }).press('Enter');
  await expect(page.getByRole('combobox', { name: 'Into' })).toBeFocused();
  await page.keyboard.press('Enter');
  await page.getByRole('combobox', { name: 'Search categories' }).fill('bars');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Merge' }).press('Enter');
  await expect(food.getByRole('button', { name: 'Edit Coffee' })).toBeHidden();
  await page.getByRole('button', { name: 'Undo' }).press('Enter');
  await expect(food.getByRole('button', { name: 'Edit Coffee' })).toBeVisible();

  await page.getByRole('tab', { name: 'What the bank sorts where' }).click();
  expect(await listViolations(page)).toEqual([]);
  const section = page.getByRole('region', { name: 'Food & drink' });
  const coffee = section.getByRole('listitem').filter({ hasText: 'Coffee' });
  await coffee.getByRole('combobox').click();
  await page.getByRole('combobox', { name: 'Search a category for Coffee' }).fill('fast');
  await page.keyboard.press('Enter');
  await expect(coffee.getByRole('combobox')).toHaveText('Fast food');
  await coffee.getByRole('button', { name: 'Back to its own' }).click();
  await expect(coffee.getByRole('combobox')).toHaveText('Coffee');
});

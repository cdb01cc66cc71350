import { listViolations } from './support/axe.ts';
import { control, expect, linkBank, test } from './support/fixtures.ts';

test('a transaction is split by keyboard, found by its parts, and asks where a tip belongs', async ({
  page,
  api,
}) => {
  const { plaidItemId } = await linkBank(api);
  const path = `/items/${plaidItemId}/transactions`;
  const dinner = { amount: 120, name: 'Trattoria', merchant_name: 'Trattoria', pending: true };
  const { added } = await control<{ added: string[] }>(path, { add: [dinner] });
  await page.goto('/transactions?q=trattoria');
  const row = page.getByRole('row').filter({ hasText: 'Trattoria' });
  const drawer = page.getByRole('dialog', { name: 'Trattoria', exact: true });
  await row.getByRole('button', { name: 'Trattoria', exact: true }).press('s');

  const editor = page.getByRole('dialog', { name: 'Split Trattoria' });
  const amount = (place: number) => editor.getByLabel(`Amount of part ${place}`);
  await expect(amount(1)).toBeFocused();
  await page.keyboard.type('20+10');
  await page.keyboard.press('Tab');
  await expect(editor.getByRole('button', { name: 'Note and tags of part 1' })).toBeFocused();
  await expect(amount(1)).toHaveValue('30.00');
  await expect(amount(2)).toHaveValue('90.00');
  await expect(editor.getByRole('button', { name: 'Save the split' })).toBeEnabled();
  await page.keyboard.press('Enter');
  await editor.getByLabel('Note', { exact: false }).last().fill('Ida’s half');
  await editor.getByLabel('Category of part 1').press('Enter');
  await page.getByRole('combobox', { name: 'Search categories' }).fill('groceries');
  await page.keyboard.press('Enter');
  await editor.getByRole('button', { name: 'Add a part' }).press('Enter');
  await expect(amount(2)).toBeFocused();
  await page.keyboard.type('-10');
  await page.keyboard.press('Tab');
  await expect(amount(3)).toHaveValue('100.00');
  await amount(3).fill('99');
  await page.keyboard.press('Tab');
  await expect(editor.getByRole('status')).toHaveText(/\$1\.00 left to assign$/);
  await expect(editor.getByRole('button', { name: 'Save the split' })).toBeDisabled();
  expect(await listViolations(page)).toEqual([]);
  await amount(3).fill('');
  await page.keyboard.press('Control+Enter');
  await expect(editor).toBeHidden();
  await expect(drawer.getByText('3 parts')).toBeVisible();
  await expect(drawer.getByText('Ida’s half')).toBeVisible();
  const said = page.getByRole('region', { name: /^Messages/ }).getByRole('listitem');
  await expect(said).toContainText('Trattoria: split into 3');
  expect(await listViolations(page)).toEqual([]);

  // It closes what one looks at, and no message beside it.
  await page.keyboard.press('Escape');
  await expect(drawer).toBeHidden();
  await expect(said).toContainText('Trattoria: split into 3');
  // Comes back a moment after the drawer has gone, from wherever it is then.
  await expect(row.getByRole('button', { name: 'Trattoria', exact: true })).toBeFocused();
  await page.keyboard.press('F8');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Escape');
  await expect(said).toHaveCount(0);
  await expect(row.getByRole('button', { name: 'Trattoria', exact: true })).toBeFocused();
  await page.goto('/transactions?q=trattoria+category%3Agroceries');
  await expect(row).toContainText('Part of −$120.00');
  await expect(row).toContainText('−$30.00');
  await expect(page.getByText(/^Out −\$30\.00/)).toBeVisible();

  await control(path, { post: [{ transaction_id: added[0], amount: 132 }] });
  await page.goto('/transactions/questions');
  const question = page.getByRole('listitem', { name: /^Trattoria, / });
  await expect(question).toContainText('$12.00 of it are not assigned to a part');
  expect(await listViolations(page)).toEqual([]);
  await page.keyboard.press('j');
  await expect(question).toBeFocused();
  await page.keyboard.press('y');
  await expect(question).toBeHidden();
  await expect(page.getByText('Trattoria: its parts fit again').first()).toBeVisible();
  await page.keyboard.press('u');
  await expect(question).toBeVisible();

  await page.setViewportSize({ width: 360, height: 740 });
  await question.getByRole('button', { name: 'Share it out' }).click();
  await expect(question).toBeHidden();
  await page.goto('/transactions?q=trattoria');
  await row.getByRole('button', { name: 'Trattoria', exact: true }).click();
  await drawer.getByRole('button', { name: 'Change the parts' }).click();
  await expect(amount(1)).toHaveValue('33.00');
  await expect(amount(2)).toHaveValue('−11.00');
  await editor.getByRole('button', { name: 'Split evenly' }).click();
  await expect(amount(3)).toHaveValue('44.00');
  expect(await listViolations(page)).toEqual([]);
  await editor.getByRole('button', { name: 'Save the split' }).click();
  await expect(drawer.getByText('−$44.00').first()).toBeVisible();
  await drawer.getByRole('button', { name: 'Leave it to the rules' }).click();
  await expect(drawer.getByRole('button', { name: 'Split it into parts' })).toBeVisible();
});

test('a rule splits what it matches, and says so', async ({ page, api }) => {
  await linkBank(api, { username: 'user_good' });
  await page.goto('/settings/rules');
  await page.getByRole('button', { name: 'New rule' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'New rule' });
  await dialog.getByLabel('The merchant is').fill('Uber');
  await dialog.getByRole('checkbox', { name: 'Split it into parts' }).check();
  await dialog.getByLabel('Percent of part 1').fill('33.33');
  await dialog.getByLabel('Category of part 1').click();
  await page.getByRole('combobox', { name: 'Search categories' }).fill('fuel');
  await expect(page.getByRole('option', { name: /^Fuel/ })).toBeVisible();
  await page.keyboard.press('Enter');
  const match = dialog.getByRole('listitem').filter({ hasText: /Split: .*Fuel/ });
  await expect(match.first()).toBeVisible();
  expect(await listViolations(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Create the rule' }).click();
  await expect(page.getByRole('list', { name: 'Rules' })).toContainText(
    'split: 33.33 % Fuel, the rest no category',
  );
  await page.goto('/transactions?q=uber+is%3Asplit');
  await page.getByRole('button', { name: 'Uber', exact: true }).first().click();
  const drawer = page.getByRole('dialog', { name: 'Uber' });
  await expect(drawer.getByText('By the rule “Uber”')).toBeVisible();
  await drawer.getByRole('button', { name: 'Make it whole' }).click();
  await expect(drawer.getByText('Whole, by hand.')).toBeVisible();
  await drawer.getByRole('button', { name: 'Leave it to the rules' }).click();
  await expect(drawer.getByText('2 parts')).toBeVisible();
});

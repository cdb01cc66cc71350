import { expect, linkBank, makeOperator, test } from './support/fixtures.ts';

test('an operator holds the database against its invariants; nobody else finds the page', async ({
  page,
  api,
  person,
}) => {
  await linkBank(api);
  await page.goto('/operator');
  await expect(page.getByRole('heading', { name: 'There is no such page' })).toBeVisible();

  makeOperator(person);
  await page.goto('/');
  await page.getByRole('button', { name: person.name }).first().click();
  await page.getByRole('menuitem', { name: 'Operator' }).click();
  await page.getByRole('button', { name: 'Check now' }).click();
  await expect(page.getByText('Holds').first()).toBeVisible();
  await expect(page.getByText('Broken')).toBeHidden();
});

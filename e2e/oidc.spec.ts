import { listViolations } from './support/axe.ts';
import { expect, makeStale, newPerson, test } from './support/fixtures.ts';

test('somebody signs up, in and confirms at the provider, unlinks it and links it again', async ({
  page,
  expectedTrouble,
}) => {
  expectedTrouble.push('status of 403', 'status of 401');
  const person = newPerson();
  const signInThere = async (email = person.email) => {
    await page.getByLabel('Account').fill(email);
    await page.getByRole('button', { name: 'Sign in there' }).click();
  };
  const leave = page.getByRole('button', { name: 'Continue with Example' });
  const section = page.getByRole('region', { name: 'Example' });

  await page.goto('/sign-in');
  await leave.click();
  await signInThere();
  await expect(page.getByText('Nobody here is linked to your account at Example')).toBeVisible();
  await leave.click();
  await signInThere();
  await expect(page).toHaveURL('/');

  await page.goto('/settings/security');
  await expect(page.getByText('Your account asks for Example alone.')).toBeVisible();
  await expect(section).toContainText(`Linked as ${person.email}`);
  await expect(section.getByRole('button')).toHaveCount(0);
  expect(await listViolations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Set a password' }).click();
  await page.getByLabel('New password').fill(person.password);
  await page.getByRole('button', { name: 'Set password' }).click();
  await expect(
    page.getByText('Your account asks for your password or Example alone.'),
  ).toBeVisible();

  await makeStale(person);
  const unlink = async () => {
    await section.getByRole('button', { name: 'Unlink' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Unlink' }).click();
  };
  await unlink();
  await page.getByRole('button', { name: 'Sign in with Example instead' }).click();
  await leave.click();
  await signInThere();
  await expect(page).toHaveURL('/settings/security');
  await unlink();
  await expect(section.getByRole('button', { name: 'Link' })).toBeVisible();
  await section.getByRole('button', { name: 'Link' }).click();
  await signInThere(`other-${person.email}`);
  await expect(section).toContainText(`Linked as other-${person.email}`);

  await page.context().clearCookies();
  await page.goto('/sign-in?next=%2Faccounts');
  await leave.click();
  await signInThere('');
  await expect(page.getByText('You were not signed in at Example')).toBeVisible();
  expect(await listViolations(page)).toEqual([]);
  await leave.click();
  await signInThere(`other-${person.email}`);
  await expect(page).toHaveURL('/accounts');
});

import type { Page } from '@playwright/test';
import { listViolations } from './support/axe.ts';
import { expect, makeStale, test } from './support/fixtures.ts';

/** A device of the person: it has a fingerprint reader, and the person’s finger is always on it. */
async function giveDevice(page: Page) {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('WebAuthn.enable');
  const { authenticatorId } = await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return {
    /** Whether the person gives their finger when they are asked. */
    setPresence: (enabled: boolean) =>
      devtools.send('WebAuthn.setAutomaticPresenceSimulation', { authenticatorId, enabled }),
    setVerified: (isUserVerified: boolean) =>
      devtools.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified }),
  };
}

test('a passkey is made, signs in alone and after the password, confirms, and is removed', async ({
  page,
  api: _,
  person,
  expectedTrouble,
}) => {
  test.slow();
  expectedTrouble.push('status of 401', 'status of 403');
  const device = await giveDevice(page);
  await page.goto('/settings/security');
  await page.getByRole('button', { name: 'Add a passkey' }).click();
  const passkeys = page.getByRole('region', { name: 'Passkeys' });
  await expect(passkeys.getByRole('listitem')).toContainText('on Linux');
  const codes = page.getByRole('list', { name: 'Recovery codes' }).getByRole('listitem');
  await expect(codes).toHaveCount(10);
  await page.getByRole('button', { name: 'I have kept them' }).click();
  await expect(page.getByText('A passkey signs in by itself.')).toBeVisible();

  await page.getByRole('button', { name: /^More for .* on Linux/ }).click();
  await page.getByRole('menuitem', { name: 'Rename' }).click();
  const name = page.getByRole('dialog').getByLabel('Name');
  await expect(name).toBeFocused();
  await name.fill('Kitchen laptop');
  await page.keyboard.press('Enter');
  await expect(passkeys.getByRole('listitem')).toContainText('Kitchen laptop');
  expect(await listViolations(page)).toEqual([]);

  // Alone.
  await device.setPresence(false);
  await page.context().clearCookies();
  await page.goto('/sign-in?next=%2Faccounts');
  expect(await listViolations(page)).toEqual([]);
  await device.setPresence(true);
  await page.getByRole('button', { name: 'Use a passkey' }).click();
  await expect(page).toHaveURL('/accounts');

  // The same, as what the browser fills in.
  await page.context().clearCookies();
  await page.goto('/sign-in?next=%2Ftransactions');
  await expect(page).toHaveURL('/transactions');

  // After the password.
  await device.setPresence(false);
  await page.context().clearCookies();
  await page.goto('/sign-in?next=%2Faccounts');
  await page.getByLabel('E-mail').fill(person.email);
  await page.getByLabel('Password', { exact: true }).fill(person.password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'One more step' })).toBeVisible();
  expect(await listViolations(page)).toEqual([]);
  await device.setPresence(true);
  await page.getByRole('button', { name: 'Use your passkey' }).click();
  await expect(page).toHaveURL('/accounts');

  // To confirm.
  await makeStale(person);
  await page.goto('/settings/security');
  await page.getByRole('button', { name: 'More for Kitchen laptop' }).click();
  await page.getByRole('menuitem', { name: 'Remove' }).click();
  const asked = page.getByRole('alertdialog');
  await expect(asked).toContainText('your password alone signs in');
  await asked.getByRole('button', { name: 'Remove' }).click();
  const confirm = page.getByRole('dialog').getByRole('button', { name: 'Use your passkey' });
  await expect(confirm).toBeFocused();
  expect(await listViolations(page)).toEqual([]);
  await page.keyboard.press('Enter');
  await expect(page.getByText('Your account asks for your password alone.')).toBeVisible();
});

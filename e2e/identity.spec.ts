import { listViolations } from './support/axe.ts';
import { shoot } from './support/connection-states.ts';
import { expect, linkBank, test } from './support/fixtures.ts';
import { expectToFitPhone } from './support/phone.ts';

/** A bank's login whose account is Ana's, who lives there. */
function livingAt(street: string) {
  const data = { street, city: 'Malakoff', region: 'NY', postal_code: '14236', country: 'US' };
  const identity = {
    names: ['Ana Prior'],
    phone_numbers: [{ primary: true, type: 'mobile', data: '4155550134' }],
    emails: [{ primary: true, type: 'primary', data: 'ana@example.com' }],
    addresses: [{ primary: true, data }],
  };
  const account = { type: 'depository', subtype: 'checking', identity };
  const password = JSON.stringify({ override_accounts: [account] });
  return { username: 'user_custom', password, alsoProducts: ['identity'] };
}

test('what banks have on file is asked for, compared, and judged by what is right', async ({
  page,
  api,
}) => {
  test.slow();
  await linkBank(api, livingAt('1 New Street'));
  await linkBank(api, { ...livingAt('7 OLD LN'), institutionId: 'ins_109511' });
  await page.goto('/connections');
  await page.getByRole('link', { name: 'On file about you' }).first().click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('What banks have on file');
  await shoot(page, 'identity-unasked');
  for (const bank of ['First Platypus Bank', 'Tartan Bank']) {
    await page.getByRole('button', { name: `Ask ${bank} what it has on file` }).press('Enter');
    await expect(page.getByRole('button', { name: `More for ${bank}` })).toBeVisible();
  }
  const addresses = page.getByRole('region', { name: 'Postal addresses' });
  await expect(addresses.getByRole('listitem')).toHaveCount(2, { timeout: 30_000 });
  const main = page.getByRole('main');
  await expect(main).toContainText('Your banks have 2 addresses');
  // Of what agrees nobody is asked anything.
  await expect(page.getByRole('region', { name: 'Names' })).toContainText(
    'First Platypus Bank and Tartan Bank',
  );
  expect(await listViolations(page)).toEqual([]);
  await shoot(page, 'identity-asked');

  await addresses.getByRole('button', { name: 'Say what is right' }).press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Which addresses are right?' });
  await dialog.getByRole('checkbox', { name: /^1 New Street/ }).press('Space');
  await shoot(page, 'identity-right');
  expect(await listViolations(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Save' }).press('Enter');
  await expect(main).toContainText('Tartan Bank has another address');
  await expect(addresses.getByRole('listitem').filter({ hasText: '7 OLD LN' })).toContainText(
    'Not right',
  );

  await page.getByRole('button', { name: 'More for Tartan Bank' }).press('Enter');
  await page.getByRole('menuitem', { name: 'Have Plaid compare it' }).press('Enter');
  await expect(page.getByRole('status').filter({ hasText: 'as Plaid judges it' })).toContainText(
    'Weak match',
  );
  await page.getByText('What Tartan Bank has, account by account').click();
  await expectToFitPhone(page);
  await shoot(page, 'identity-compared');

  await page.getByRole('button', { name: 'More for Tartan Bank' }).press('Enter');
  await page.getByRole('menuitem', { name: 'Delete it here' }).press('Enter');
  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Ask Tartan Bank' })).toBeVisible();
  await expect(main).not.toContainText('7 OLD LN');
});

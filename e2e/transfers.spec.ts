import { type Api, control, expect, linkBank, test } from './support/fixtures.ts';
import { expectToFitPhone } from './support/phone.ts';

const out = { category: 'TRANSFER_OUT_ACCOUNT_TRANSFER', name: 'Nest egg sent' };
const into = { category: 'TRANSFER_IN_ACCOUNT_TRANSFER', name: 'Nest egg came' };

/** A bank with money on its way between two of its accounts; Plaid's sign. */
async function linkWithTransfers(api: Api) {
  const item = await linkBank(api, { username: 'user_good' });
  const { accounts } = await control<{ accounts: { account_id: string; subtype: string }[] }>(
    `/items/${item.plaidItemId}/truth`,
  );
  const idOf = (subtype: string) => ({
    account_id: accounts.find((each) => each.subtype === subtype)?.account_id,
  });
  const [checking, savings] = [idOf('checking'), idOf('savings')];
  await control(`/items/${item.plaidItemId}/transactions`, {
    add: [
      { ...out, ...checking, amount: 512.5 },
      { ...into, ...savings, amount: -512.5 },
      { ...out, ...checking, amount: 90, name: 'To rainy days' },
      { ...into, ...savings, amount: -90, name: 'Rainy days' },
      { ...into, ...savings, amount: -90, name: 'Rainy days again' },
    ],
  });
}

test('transfers pair up by themselves, are asked about where two fit, by keyboard and on a phone', async ({
  page,
  api,
}) => {
  await linkWithTransfers(api);
  await page.goto('/transactions?q=egg');
  const row = page.getByRole('row', { name: /Nest egg sent/ });
  await expect(row).toContainText('Transfer → Plaid Saving');
  await page.getByRole('link', { name: '1 question' }).click();

  const asked = page.getByRole('region', { name: 'Is this a transfer?' });
  await expect(asked).toContainText('others fit as well');
  const paired = page.getByRole('region', { name: 'Paired for you' });
  await expect(paired).toContainText('Same amount, the same day, both banks call it a transfer');
  await expectToFitPhone(page);
  await page.setViewportSize({ width: 1280, height: 800 });

  await page.keyboard.press('j');
  await page.keyboard.press('y');
  await expect(asked).toBeHidden();
  await page.getByRole('button', { name: 'Undo' }).waitFor();
  await page.keyboard.press('u');
  await expect(asked).toBeVisible();
  await expect(page.getByText(/^Taken back/)).toBeVisible();
  await page.keyboard.press('j');
  await page.keyboard.press('n');
  // Then the other of the two that fit is the only one, and nothing is left to ask.
  await expect(asked).toBeHidden();
  await expect(paired).toContainText('To rainy days');

  await page.goto('/transactions?q=egg');
  await row.getByRole('button', { name: 'Nest egg sent' }).click();
  const drawer = page.getByRole('dialog', { name: 'Nest egg sent' });
  const transfer = drawer.getByRole('region', { name: 'Transfer' });
  await expect(transfer).toContainText('Paired for you.');
  await transfer.getByRole('link', { name: 'Open the other side' }).click();
  const other = page.getByRole('dialog', { name: 'Nest egg came' });
  await other.getByRole('region', { name: 'Transfer' }).getByText('Plaid Checking').waitFor();
  await other.getByRole('button', { name: 'Not a transfer' }).click();
  await expect(row).not.toContainText('Transfer →');
  await other.getByRole('button', { name: 'Pair with …' }).click();
  await page
    .getByRole('dialog', { name: 'Where did it leave?' })
    .getByText('Nest egg sent')
    .click();
  await expect(row).toContainText('Transfer → Plaid Saving');
  await expect(other).toContainText('paired by hand');

  await page.goto('/transactions?q=rainy&transfer=true&pending=false');
  await expect(page.getByRole('combobox', { name: 'State' })).toHaveText('Posted, Transfers');
  await page.goto('/transactions?q=starbucks');
  const coffees = page.getByRole('row', { name: /Starbucks/ });
  await coffees.first().getByRole('checkbox').check();
  const bar = page.getByRole('toolbar', { name: 'Selected transactions' });
  await bar.getByRole('button', { name: /^Select all/ }).click();
  await bar.getByRole('button', { name: 'Transfer' }).click();
  await page.getByRole('menuitem', { name: 'It is a transfer' }).click();
  await expect(page.getByText(/ transactions: a transfer$/)).toBeVisible();
  await page.getByRole('combobox', { name: 'State' }).click();
  await page.getByRole('option', { name: 'Transfers', exact: true }).click();
  await expect(coffees.first()).toContainText('Transfer');
  await page.keyboard.press('Control+z');
  await expect(coffees).toHaveCount(0);
});

import { listViolations } from './support/axe.ts';
import { shoot } from './support/connection-states.ts';
import { expect, linkBank, test } from './support/fixtures.ts';
import { linkFrame, repairThroughLink } from './support/link.ts';

test('the numbers of an account are shown once the bank may tell them, and hidden again', async ({
  page,
  api,
}) => {
  await linkBank(api, { username: 'user_good' });
  const { items } = await api.ask<{ items: { id: string; subtype: string }[] }>(
    'GET',
    '/api/accounts',
  );
  const checking = items.find(({ subtype }) => subtype === 'checking');
  await page.goto(`/accounts/${checking?.id}`);
  const section = page.getByRole('region', { name: 'Account numbers' });
  const show = section.getByRole('button', { name: 'Show' });
  await show.focus();
  await page.keyboard.press('Enter');
  await expect(section).toContainText('The bank may not tell them yet');
  await shoot(page, 'account-numbers-asked');
  await section.getByRole('button', { name: 'Give permission' }).click();
  await linkFrame(page).getByRole('button', { name: 'Continue' }).click();
  await repairThroughLink(page);
  await show.click();
  await expect(section.getByText('011401533')).toBeVisible();
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await section.getByRole('button', { name: 'Copy the routing number', exact: true }).click();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('011401533');
  await page.setViewportSize({ width: 360, height: 740 });
  expect(await listViolations(page)).toEqual([]);
  await shoot(page, 'account-numbers');
  await section.getByRole('button', { name: 'Hide' }).click();
  await expect(section.getByText('011401533')).toBeHidden();
});

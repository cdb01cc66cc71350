import { expect, type Link, test } from './fixtures.ts';

async function askForPay(link: Link): Promise<void> {
  await link.open({
    products: ['income_verification'],
    user_id: await link.createUser(),
    income_verification: { income_source_types: ['payroll'] },
  });
  await link.press('Continue');
}

test('pay is read at the payroll provider of an employer', async ({ link }) => {
  await askForPay(link);
  await link.frame.getByRole('searchbox').fill('bakery');
  await link.frame.getByRole('button', { name: 'Harbor Lane Bakery' }).click();
  await link.signIn('test', 'test-good');
  await link.frame.getByLabel('Last four digits').fill('1234');
  await link.press('Continue');
  await link.press('Done');
  expect((await link.waitForSuccess()).metadata).toMatchObject({
    institution: { institution_id: 'ins_135842' },
    accounts: [],
  });
});

test('or shown by documents', async ({ link }) => {
  await askForPay(link);
  await link.press('Hand in documents instead');
  await link.frame
    .locator('input[type=file]')
    .setInputFiles({ name: 'stub.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF') });
  await expect(link.frame.getByText('stub.pdf')).toBeVisible();
  await link.press('Hand in');
  await link.press('Done');
  await link.waitForSuccess();
  expect((await link.listEvents()).slice(-6)).toEqual([
    'UPLOAD_DOCUMENTS',
    'SUBMIT_DOCUMENTS',
    'LOADING',
    'SUBMIT_DOCUMENTS_SUCCESS',
    'CONNECTED',
    'HANDOFF',
  ]);
});

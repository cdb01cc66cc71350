import { listViolations } from './support/axe.ts';
import { expect, test } from './support/fixtures.ts';

const file = (rows: string) => ({
  name: 'statement.csv',
  mimeType: 'text/csv',
  buffer: Buffer.from(`Datum;Empfänger;Betrag\n${rows}`, 'latin1'),
});

const bare = (name: string, text: string) => ({
  name,
  mimeType: 'application/octet-stream',
  buffer: Buffer.from(text),
});

const stmt = (id: string, day: string, amount: string, name: string) =>
  `<STMTTRN><TRNTYPE>DEBIT<DTPOSTED>${day}120000<TRNAMT>${amount}<FITID>${id}<NAME>${name}</STMTTRN>`;
const ofx = bare(
  'statement.qfx',
  `OFXHEADER:100\nDATA:OFXSGML\n\n<OFX><BANKMSGSRSV1><STMTTRNRS><STMTRS><CURDEF>EUR<BANKACCTFROM><ACCTID>1234</BANKACCTFROM><BANKTRANLIST>${stmt('a', '20260202', '-8.00', 'Bakery')}${stmt('b', '20260203', '-9.00', 'Market')}</BANKTRANLIST></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>`,
);
const qif = bare('statement.qif', '!Type:Bank\nD2/4/26\nT-3.00\nPPharmacy\n^\n');
const exported = bare(
  'transactions.csv',
  'Date,Merchant,Amount,Currency,Tags,Reviewed\r\n2026-02-05,Ferry,-1.00,EUR,"""Trip, far""",true\r\n',
);

test('an account is kept by hand, filled from a file, and the file undone', async ({
  page,
  api,
}) => {
  test.slow();
  await page.goto('/accounts');
  await page.getByRole('button', { name: 'Add by hand' }).click();
  await page.getByLabel('Name').fill('Wallet');
  await page.getByLabel('Balance at the start').fill('100');
  await page.getByLabel('Currency').fill('eur');
  await page.getByRole('button', { name: 'Add account' }).click();
  await expect(page.getByRole('heading', { name: 'Wallet' })).toBeVisible();
  const balance = page.getByText('€100.00').first();
  await expect(balance).toBeVisible();

  await page.getByRole('button', { name: 'Add transaction' }).click();
  await page.getByLabel('What it was').fill('Flea market');
  await page.getByLabel('Amount in EUR').fill('12,50');
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  const row = page.getByRole('row', { name: /Flea market/ });
  await expect(row).toContainText('−€12.50');
  await expect(page.getByText('€87.50').first()).toBeVisible();
  await row.click();
  const drawer = page.getByRole('dialog', { name: 'Flea market' });
  await expect(drawer.getByText('Entered by hand')).toBeVisible();
  await drawer.getByRole('button', { name: 'Delete' }).click();
  await expect(row).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo' }).last().click();
  await expect(row).toBeVisible();
  await expect(page.getByText('€87.50').first()).toBeVisible();

  await page.getByRole('button', { name: 'More for Wallet' }).click();
  await page.getByRole('menuitem', { name: 'Import from a file' }).click();
  const choose = page.getByLabel('File to import');
  await choose.setInputFiles(
    file('31.01.2026;Bäcker;-4,50\n13.01.2026;Kein Betrag;\n14.01.2026;Lohn;1.200,00\n'),
  );
  await expect(page.getByText('2 transactions, Jan 14 to Jan 31.')).toBeVisible();
  await page.getByText('One line cannot be imported').click();
  await expect(page.getByText('There is no amount.')).toBeVisible();
  await expect(page.getByText('Bäcker').last()).toBeVisible();
  expect(await listViolations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Import 2 transactions' }).click();
  await expect(page.getByText('2 transactions imported')).toBeVisible();

  await page.getByRole('button', { name: 'Import another' }).click();
  await choose.setInputFiles(file('31.01.2026;Bäcker;-4,50\n30.01.2026;Kiosk;-3,00\n'));
  await expect(page.getByText(', the same as Bäcker on Jan 31')).toBeVisible();
  await page.getByRole('combobox', { name: 'Column Betrag' }).click();
  await page.getByRole('option', { name: 'Not imported' }).click();
  await expect(page.getByRole('button', { name: 'Nothing to import' })).toBeVisible();
  await page.getByRole('combobox', { name: 'Column Betrag' }).click();
  await page.getByRole('option', { name: 'Money out' }).click();
  await page.getByRole('button', { name: 'Import 1 transaction' }).click();

  await page.getByRole('button', { name: 'Import another' }).click();
  await choose.setInputFiles(ofx);
  await expect(page.getByText('2 transactions, Feb 2 to Feb 3.')).toBeVisible();
  await expect(page.getByRole('combobox', { name: /^Column/ })).toHaveCount(0);
  await page.getByRole('button', { name: 'Discard' }).click();
  await choose.setInputFiles(qif);
  await expect(page.getByText('1 transaction, Feb 4.')).toBeVisible();
  await page.getByRole('button', { name: 'Discard' }).click();

  await choose.setInputFiles(exported);
  const make = page.getByRole('checkbox', { name: 'Make the tag “Trip, far”' });
  await expect(make).toBeChecked();
  expect(await listViolations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Import 1 transaction' }).click();
  await page.getByRole('link', { name: 'Wallet' }).click();
  await expect(page.getByText('€1,279.00').first()).toBeVisible();
  await page.getByRole('row', { name: /Ferry/ }).click();
  await expect(
    page.getByRole('dialog', { name: 'Ferry' }).getByText('Trip, far', { exact: true }),
  ).toBeVisible();

  await page.goto('/import');
  await page.getByRole('button', { name: 'Undo' }).last().click();
  await page.getByRole('button', { name: 'Undo import' }).click();
  await expect(page.getByText(', undone,')).toBeVisible();
  await page.goto('/accounts');
  await expect(page.getByText('€83.50').first()).toBeVisible();

  // A bank's account, and a file of it whose names Plaid is asked about.
  const usd = { name: 'Old bank', kind: 'checking', currency: 'USD', openingMinor: 0 };
  const { id } = await api.ask<{ id: string }>('POST', '/api/accounts', usd);
  await page.goto(`/import?accountId=${id}`);
  await choose.setInputFiles(
    bare(
      'old.csv',
      'Date,Description,Amount\n2026-02-06,SQ *STARBUCKS STORE 00123 SEATTLE WA,-4.50\n',
    ),
  );
  await page.getByRole('checkbox', { name: 'Ask Plaid whose they are' }).check();
  await page.getByRole('button', { name: 'Import 1 transaction' }).click();
  await page.getByRole('link', { name: 'Old bank' }).click();
  await page.getByRole('row', { name: /Starbucks/ }).click();
  const cleaned = page.getByRole('dialog', { name: 'Starbucks' });
  await expect(cleaned.getByText('Cleaned up by Plaid').first()).toBeVisible();
  await expect(cleaned.getByText('SQ *STARBUCKS STORE 00123')).toBeVisible();
});

import { listViolations } from './support/axe.ts';
import { expect, linkBank, test } from './support/fixtures.ts';

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const picture = { name: 'receipt.png', mimeType: 'image/png', buffer: png };
const pdf = {
  name: 'invoice.pdf',
  mimeType: 'application/pdf',
  buffer: Buffer.from('%PDF-1.7\n%%EOF\n'),
};

test('a picture and a PDF are attached, looked at, taken off and put back, on a phone too', async ({
  page,
  api,
  expectedTrouble,
}) => {
  expectedTrouble.push('status of 415');
  await linkBank(api);
  type Rows = { items: { id: string }[] };
  const { items } = await api.ask<Rows>('GET', '/api/transactions?limit=1');
  const open = `/transactions?open=${items[0]?.id}`;
  await page.goto(open);
  const drawer = page.getByRole('dialog');
  const list = drawer.getByRole('region', { name: 'Attachments' });
  const choose = list.getByLabel('Files to attach');
  await choose.setInputFiles([picture, pdf]);
  await expect(list.getByRole('listitem')).toHaveCount(2);
  await expect(list.getByRole('link', { name: 'receipt.png' })).toBeVisible();
  const shown = list.getByRole('listitem').filter({ hasText: 'receipt.png' }).locator('img');
  await expect.poll(() => shown.evaluate((each: HTMLImageElement) => each.naturalWidth)).toBe(1);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    list.getByRole('link', { name: 'invoice.pdf' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('invoice.pdf');
  expect(await listViolations(page)).toEqual([]);

  await choose.setInputFiles({ ...picture, buffer: Buffer.from('<svg onload="alert(1)">') });
  await expect(list.getByText('Only pictures (JPEG, PNG, WebP, HEIC) and PDFs')).toBeVisible();
  await choose.setInputFiles({
    ...pdf,
    name: 'scan.pdf',
    buffer: Buffer.alloc(10 * 1024 ** 2 + 1),
  });
  await expect(list.getByText('scan.pdf is larger than 10 MB.')).toBeVisible();
  await expect(list.getByRole('listitem')).toHaveCount(2);

  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto(open);
  await list.getByRole('button', { name: 'Remove receipt.png' }).click();
  await expect(list.getByRole('listitem')).toHaveCount(1);
  await page.getByRole('button', { name: 'Undo' }).last().click();
  await expect(list.getByRole('listitem')).toHaveCount(2);
  await list.scrollIntoViewIfNeeded();
  const { scrollWidth, clientWidth } = await page.evaluate(() => document.documentElement);
  expect(scrollWidth).toBe(clientWidth);
});

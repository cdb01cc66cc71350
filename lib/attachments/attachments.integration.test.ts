import { randomBytes } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { createAccount } from '#lib/accounts/mutations';
import { db } from '#lib/db/client';
import { createEntry } from '#lib/entries/mutations';
import { setPrivacy } from '#lib/privacy/set-privacy';
import { createHousehold, joinHousehold, type TestHousehold } from '#lib/testing/household';
import { carryBelongings } from '#lib/transactions/carry-belongings';
import {
  addAttachment,
  deleteRemovedAttachments,
  removeAttachment,
  restoreAttachment,
} from './mutations.ts';
import { listAttachments, readAttachment } from './queries.ts';

const notFound = { code: 'not_found' };

let ana: TestHousehold;
let accountId: string;
let transactionId: string;

beforeEach(async () => {
  ana = await createHousehold();
  const cash = { name: 'Wallet', kind: 'cash', currency: 'EUR', openingMinor: 0 } as const;
  accountId = (await createAccount(ana, cash)).id;
  transactionId = (await enter()).id;
});

const enter = () =>
  createEntry(ana, { accountId, date: '2026-01-31', amountMinor: -100, name: 'Market' });

/** A PDF by its first bytes, of a size. */
const pdf = (bytes = 100) =>
  new Uint8Array(Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(bytes - 9)]));

const put = (
  file: Uint8Array<ArrayBuffer>,
  { name = 'receipt.pdf', to = transactionId, who = ana } = {},
) =>
  addAttachment(
    who,
    { transactionId: to, name },
    new Request('http://x/', { method: 'POST', body: file }),
  );

const list = async (who = ana) => (await listAttachments(who, transactionId)).items;

describe('an attachment', () => {
  it('comes back byte for byte, as what it is and under its name', async () => {
    const file = pdf(3_000_001);
    const name = '../Rechnung "ü"\u202e.exe\r\nX: y';
    const { items } = await put(file, { name });
    expect(items).toMatchObject([{ mediaType: 'application/pdf', bytes: 3_000_001 }]);
    expect(items[0]?.fileName).toBe('Rechnung "ü".exeX: y');
    const response = await readAttachment(ana, items[0]?.id ?? '');
    expect(response.headers.get('content-type')).toBe('application/pdf');
    expect(response.headers.get('content-disposition')).toBe(
      "attachment; filename*=UTF-8''Rechnung%20%22%C3%BC%22.exeX%3A%20y",
    );
    expect(Buffer.from(await response.arrayBuffer()).equals(file)).toBe(true);
  });

  it('is a picture or a PDF of at most ten megabytes, whatever it is called', async () => {
    const svg = new Uint8Array(Buffer.from('<svg onload="alert(1)">'));
    await expect(put(svg, { name: 'x.png' })).rejects.toMatchObject({
      code: 'unsupported_media_type',
    });
    await expect(put(pdf(10 * 1024 * 1024 + 1))).rejects.toMatchObject({
      code: 'payload_too_large',
    });
    expect(await list()).toEqual([]);
    expect(await db().attachmentChunk.count({ where: { householdId: ana.householdId } })).toBe(0);
  });

  it('is one of at most ten, however many come at once', async () => {
    const all = await Promise.allSettled(Array.from({ length: 12 }, () => put(pdf())));
    expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(10);
    expect(await list()).toHaveLength(10);
  });

  /** Files that take so many bytes together. */
  const fill = (total: number, removedAt: Date | null = null) =>
    db().attachment.createMany({
      data: Array.from({ length: Math.ceil(total / 10_485_760) }, (_, at) => ({
        householdId: ana.householdId,
        id: crypto.randomUUID(),
        transactionId,
        fileName: 'old.pdf',
        mediaType: 'application/pdf',
        bytes: Math.min(10_485_760, total - at * 10_485_760),
        sha256: new Uint8Array(32),
        removedAt,
      })),
    });
  const room = 2 * 1024 ** 3;

  it('takes no more room than the household has, whichever transactions they come to at once', async () => {
    await fill(room - 350);
    const others = await Promise.all(Array.from({ length: 8 }, enter));
    const tried = await Promise.allSettled(others.map(({ id }) => put(pdf(100), { to: id })));
    expect(tried.filter(({ status }) => status === 'fulfilled')).toHaveLength(3);
  });

  it('finds room again once others are removed, which have as much until they are gone', async () => {
    await fill(room);
    const to = (await enter()).id;
    const full = { code: 'payload_too_large', message: expect.stringContaining('remove other') };
    await expect(put(pdf(100), { to })).rejects.toMatchObject(full);
    await db().attachment.updateMany({ where: { transactionId }, data: { removedAt: new Date() } });
    const [first] = (await put(pdf(100), { to })).items;
    await fill(room - 150);
    await removeAttachment(ana, first?.id ?? '');
    await expect(put(pdf(100), { to })).rejects.toMatchObject({
      code: 'payload_too_large',
      message: expect.stringContaining('tomorrow'),
    });
  });

  it('is taken off and put back, and gone for good after a day', async () => {
    const [first] = (await put(pdf())).items;
    const id = first?.id ?? '';
    await removeAttachment(ana, id);
    expect(await list()).toEqual([]);
    await expect(readAttachment(ana, id)).rejects.toMatchObject(notFound);
    await expect(removeAttachment(ana, id)).rejects.toMatchObject(notFound);
    await restoreAttachment(ana, id);
    expect(await list()).toHaveLength(1);
    await removeAttachment(ana, id);
    await deleteRemovedAttachments();
    await restoreAttachment(ana, id);
    await removeAttachment(ana, id);
    await db().attachment.updateMany({
      where: { id },
      data: { removedAt: new Date('2026-01-01') },
    });
    await deleteRemovedAttachments();
    await expect(restoreAttachment(ana, id)).rejects.toMatchObject(notFound);
    expect(await db().attachmentChunk.count({ where: { attachmentId: id } })).toBe(0);
  });

  it('stays with the row that its row becomes', async () => {
    await put(pdf());
    const into = (await enter()).id;
    await db().$transaction((tx) =>
      carryBelongings(tx, ana.householdId, [{ leavesId: transactionId, staysId: into }]),
    );
    expect(await list()).toEqual([]);
    expect((await listAttachments(ana, into)).items).toHaveLength(1);
  });

  it('is for those who see its transaction', async () => {
    const ben = await joinHousehold(ana);
    const stranger = await createHousehold();
    const [first] = (await put(pdf())).items;
    const id = first?.id ?? '';
    expect(await list(ben)).toHaveLength(1);
    await setPrivacy(ana, { accountId, memberId: ben.memberId, sight: 'balance' });
    for (const who of [ben, stranger]) {
      expect(await list(who)).toEqual([]);
      await expect(readAttachment(who, id)).rejects.toMatchObject(notFound);
      await expect(removeAttachment(who, id)).rejects.toMatchObject(notFound);
      await expect(put(pdf(), { who })).rejects.toMatchObject(notFound);
    }
  });
});

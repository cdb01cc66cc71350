import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createAccount } from '#lib/accounts/mutations';
import { db } from '#lib/db/client';
import { createEntry } from '#lib/entries/mutations';
import { env } from '#lib/env';
import { takeArchive } from '#lib/testing/archive';
import { createHousehold, type TestHousehold } from '#lib/testing/household';
import { bringArchive } from '#lib/testing/import-archive';
import { openS3Server } from '#lib/testing/s3-server';
import { checkStores } from './check-stores.ts';
import { addAttachment, deleteRemovedAttachments, removeAttachment } from './mutations.ts';
import { listAttachments, readAttachment } from './queries.ts';
import type { StoreName } from './settings.ts';
import { openStore } from './store.ts';
import { deleteUnusedObjects } from './sweep-objects.ts';

let bucket: Awaited<ReturnType<typeof openS3Server>>;
let folder: string;
let ana: TestHousehold;
let transactionId: string;

beforeAll(async () => {
  bucket = await openS3Server();
  folder = mkdtempSync(join(tmpdir(), 'plumbline-attachments-'));
});
afterAll(() => {
  bucket.close();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(async () => {
  await db().attachment.deleteMany();
  await db().storedObject.deleteMany();
  bucket.objects.clear();
  rmSync(folder, { recursive: true, force: true });
  ana = await createHousehold();
  const cash = { name: 'Wallet', kind: 'cash', currency: 'EUR', openingMinor: 0 } as const;
  const { id: accountId } = await createAccount(ana, cash);
  const entry = { accountId, date: '2026-01-31', amountMinor: -100, name: 'Market' };
  transactionId = (await createEntry(ana, entry)).id;
});

const use = (store: StoreName) =>
  Object.assign(env(), { attachments: { store, folder, s3: bucket.settings } });

const pdf = (bytes: number) =>
  new Uint8Array(Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(bytes - 9)]));

async function put(file: Uint8Array<ArrayBuffer>): Promise<string> {
  const request = new Request('http://x/', { method: 'POST', body: file });
  const { items } = await addAttachment(ana, { transactionId, name: 'receipt.pdf' }, request);
  return items.at(-1)?.id ?? '';
}

const read = async (id: string, who = ana) =>
  Buffer.from(await (await readAttachment(who, id)).arrayBuffer());

/** What lies there, by name. */
const kept = {
  folder: () => new Map(list().map((name) => [name, readFileSync(join(folder, name))])),
  s3: () => bucket.objects,
};
const list = () => {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
};

const later = () =>
  db().storedObject.updateMany({ data: { createdAt: new Date(Date.now() - 2 * 3_600_000) } });

describe.each(['folder', 's3'] as const)('a file in a %s', (store) => {
  beforeEach(() => use(store));

  it('comes back byte for byte, and lies there unreadable under a name that says nothing', async () => {
    const file = pdf(3_000_001);
    const id = await put(file);
    expect(await db().attachmentChunk.count({ where: { attachmentId: id } })).toBe(0);
    const [[name, bytes] = ['', Buffer.alloc(0)], ...more] = kept[store]();
    expect(more).toEqual([]);
    expect(bytes.byteLength).toBe(file.byteLength + 28);
    expect(bytes.includes('%PDF')).toBe(false);
    expect([id, transactionId, ana.householdId]).not.toContain(name);
    expect((await read(id)).equals(file)).toBe(true);
    expect(await checkStores()).toEqual({ store, problems: [], looked: 1 });
  });

  it('stays readable whatever new ones are kept in', async () => {
    const file = pdf(100);
    const id = await put(file);
    use('database');
    const other = await put(file);
    expect(kept[store]().size).toBe(1);
    expect([await read(id), await read(other)].every((each) => each.equals(file))).toBe(true);
  });

  it('is in no other place, changed or missing, and never an empty file instead', async () => {
    const [one, two] = [await put(pdf(100)), await put(pdf(100))];
    const rows = await db().attachment.findMany({ select: { id: true, objectId: true } });
    const nameOf = (id: string) => rows.find((row) => row.id === id)?.objectId ?? '';
    const away = openStore(store);
    const bytes = (await away.get(nameOf(two), 1_000)) ?? new Uint8Array();
    await away.put(nameOf(one), bytes);
    await expect(read(one)).rejects.toThrow('missing or damaged');
    await away.put(nameOf(two), bytes.with(40, (bytes[40] ?? 0) ^ 1));
    await expect(read(two)).rejects.toThrow('missing or damaged');
    await away.remove(nameOf(two));
    await away.remove(nameOf(two));
    await expect(read(two)).rejects.toMatchObject({ code: 'not_found' });
    expect((await checkStores()).problems).toEqual([`The file ${nameOf(two)} is not in ${store}.`]);
    expect((await listAttachments(ana, transactionId)).items).toHaveLength(2);
  });

  it('goes once nothing has it any more, and not while it may be put back', async () => {
    const id = await put(pdf(100));
    await removeAttachment(ana, id);
    await later();
    expect(await deleteUnusedObjects()).toBe(0);
    await db().attachment.updateMany({ data: { removedAt: new Date('2026-01-01') } });
    await deleteRemovedAttachments();
    expect(await deleteUnusedObjects()).toBe(1);
    expect(kept[store]().size).toBe(0);
    // Whatever takes its row away: here the household.
    await put(pdf(100));
    await later();
    await db().household.deleteMany({ where: { id: ana.householdId } });
    expect(await deleteUnusedObjects()).toBe(1);
    expect(kept[store]().size).toBe(0);
    expect(await db().storedObject.count()).toBe(0);
  });

  it('that came too late for its row is swept away', async () => {
    for (let at = 0; at < 10; at += 1) await put(pdf(50));
    await expect(put(pdf(50))).rejects.toMatchObject({ code: 'invalid_input' });
    expect(kept[store]().size).toBe(11);
    expect(await deleteUnusedObjects()).toBe(0);
    await later();
    expect(await deleteUnusedObjects()).toBe(1);
    expect(kept[store]().size).toBe(10);
    expect((await checkStores()).problems).toEqual([]);
  });

  it('is in an archive beside those of the database, and comes back without the place it was in', async () => {
    const files = [pdf(100_000), pdf(200), pdf(70_000), pdf(300)];
    const names = ['database', store, store, 'database'] as const;
    for (const [at, file] of files.entries()) {
      use(names[at] ?? 'database');
      await put(file);
    }
    const archive = await takeArchive(ana);
    bucket.objects.clear();
    rmSync(folder, { recursive: true, force: true });
    const ben = await createHousehold();
    await bringArchive(ben, archive);
    const [row] = await db().transaction.findMany({ where: { householdId: ben.householdId } });
    const { items } = await listAttachments(ben, row?.id ?? '');
    const back = await Promise.all(items.map(({ id }) => read(id, ben)));
    expect(back.map((each, at) => each.equals(files[at] ?? Buffer.alloc(0)))).toEqual(
      files.map(() => true),
    );
  });
});

describe('a bucket', () => {
  beforeEach(() => use('s3'));

  it('that is in trouble is asked again, and then nothing was changed', async () => {
    bucket.lies.push({ status: 503 }, { status: 500 });
    const id = await put(pdf(100));
    bucket.lies.push(...Array.from({ length: 3 }, () => ({ status: 503 })));
    await expect(put(pdf(100))).rejects.toMatchObject({ code: 'unavailable' });
    bucket.lies.push(...Array.from({ length: 3 }, () => ({ status: 503 })));
    await expect(read(id)).rejects.toMatchObject({ code: 'unavailable' });
    expect((await read(id)).byteLength).toBe(100);
    expect((await listAttachments(ana, transactionId)).items).toHaveLength(1);
    await later();
    bucket.lies.push(...Array.from({ length: 3 }, () => ({ status: 503 })));
    expect(await deleteUnusedObjects()).toBe(0);
    expect(await deleteUnusedObjects()).toBe(1);
  });

  it('that answers too much is not read to its end', async () => {
    const id = await put(pdf(100));
    bucket.lies.push({ status: 200, body: Buffer.alloc(11 * 1024 * 1024) });
    await expect(read(id)).rejects.toMatchObject({ code: 'unavailable' });
  });

  it('that leads elsewhere, or does not know the key, is not followed and not trusted', async () => {
    bucket.lies.push({ status: 302 });
    await expect(put(pdf(100))).rejects.toMatchObject({ code: 'unavailable' });
    const { attachments } = env();
    const s3 = { ...bucket.settings, secret: 'another' };
    Object.assign(env(), { attachments: { ...attachments, s3 } });
    await expect(put(pdf(100))).rejects.toMatchObject({ code: 'unavailable' });
    const { problems } = await checkStores();
    expect(problems[0]).toBe('s3 cannot be used: S3 answered 403 (SignatureDoesNotMatch) to PUT.');
    Object.assign(env(), { attachments: { ...attachments, s3: null } });
    await expect(put(pdf(100))).rejects.toMatchObject({ code: 'unavailable' });
  });
});

it('a folder that cannot be written is told, and by the doctor, too', async () => {
  const file = `${folder}-file`;
  writeFileSync(file, '');
  Object.assign(env(), { attachments: { store: 'folder', folder: file, s3: null } });
  await expect(put(pdf(100))).rejects.toMatchObject({ code: 'unavailable' });
  expect((await checkStores()).problems).toEqual([
    expect.stringContaining('folder cannot be used: '),
  ]);
  rmSync(file);
});

import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { ZipFile } from 'yazl';
import { createAccount } from '#lib/accounts/mutations';
import { type Manifest, manifestSchema } from '#lib/archives/manifest';
import { tablePlans } from '#lib/archives/tables';
import { addAttachment } from '#lib/attachments/mutations';
import { listAttachments, readAttachment } from '#lib/attachments/queries';
import { listAudit } from '#lib/audit/queries';
import { db, Prisma } from '#lib/db/client';
import { markDuplicates } from '#lib/duplicates/mutations';
import { getDuplicatesOf } from '#lib/duplicates/queries';
import { createEntry } from '#lib/entries/mutations';
import { requireEnv } from '#lib/env';
import { checkIntegrity } from '#lib/integrity/check-integrity';
import { disconnectItem } from '#lib/items/disconnect-item';
import { finishDisconnect } from '#lib/items/finish-disconnect';
import { removalPorts } from '#lib/items/removal-ports';
import { moveHistory } from '#lib/relinks/move-history';
import { listRelinks, previewRelink } from '#lib/relinks/queries';
import { undoRelink } from '#lib/relinks/undo-relink';
import { setClaim, settle } from '#lib/settlements/mutations';
import { listOpenClaims } from '#lib/settlements/queries';
import { getSplit } from '#lib/splits/queries';
import { setSplit } from '#lib/splits/set-split';
import { createTag } from '#lib/tags/mutations';
import { readZip, takeArchive } from '#lib/testing/archive';
import {
  createHousehold,
  type LinkedItem,
  linkItem,
  syncHistory,
  syncOnce,
  type TestHousehold,
} from '#lib/testing/household';
import { bringArchive, uploadArchive } from '#lib/testing/import-archive';
import { editTruth, readTruth } from '#lib/testing/sandbox';
import { updateTransaction } from '#lib/transactions/mutations';
import { barTransfers, createTransfer } from '#lib/transfers/mutations';
import { findTransferOf, listTransfers } from '#lib/transfers/queries';
import { importArchive } from './import-archive.ts';
import { getImport, listImports } from './queries.ts';
import { createImport } from './upload.ts';

let ana: TestHousehold;
let file: Buffer;
let files: Map<string, Buffer>;
let manifest: Manifest;

const manifestOf = (found: Map<string, Buffer>) =>
  manifestSchema.parse(JSON.parse(found.get('manifest.json')?.toString('utf8') ?? ''));

/** A household with everything in it: history, edits, tombstones, former ids, receipts, a move. */
beforeAll(async () => {
  ana = await createHousehold();
  const old = await linkItem(ana, { username: 'user_good' });
  await syncHistory(old);
  await disconnectItem(ana, old.itemId, { history: 'keep' });
  await finishDisconnect(removalPorts, old);
  const item = await linkItem(ana, { username: 'user_good' });
  await syncHistory(item);
  const pair = { fromItemId: old.itemId, toItemId: item.itemId };
  const { accounts } = await previewRelink(ana, pair);
  const [first] = accounts;
  await moveHistory(ana, {
    ...pair,
    accounts: [{ fromAccountId: first?.from.id ?? '', toAccountId: first?.to?.id ?? '' }],
  });
  const other = await linkItem(ana);
  await syncHistory(other);
  await changeAtBank(other);
  await editSome(other);
  await keepByHand(ana);
  file = await takeArchive(ana);
  files = await readZip(file);
  manifest = manifestOf(files);
});

async function keepByHand(owner: TestHousehold): Promise<void> {
  const account = { name: 'Wallet', kind: 'cash', currency: 'EUR', openingMinor: 5_000 } as const;
  const { id: accountId } = await createAccount(owner, account);
  const entry = { accountId, date: '2026-02-28', amountMinor: -250, name: 'Market' };
  const { id: transactionId } = await createEntry(owner, entry);
  const twice = await createEntry(owner, entry);
  await markDuplicates(owner, { transactionId, otherId: twice.id });
  const credit = await createEntry(owner, { ...entry, amountMinor: 100 });
  await settle(owner, transactionId, { otherId: credit.id, amountMinor: 100 });
  await setClaim(owner, transactionId, { amountMinor: 200, owedBy: 'Eve' });
  const body = Buffer.concat([Buffer.from('%PDF-1.7'), Buffer.alloc(100_000, 7)]);
  const request = new Request('http://localhost/', { method: 'POST', body });
  await addAttachment(owner, { transactionId, name: 'receipt.pdf' }, request);
  const jar = await createAccount(owner, { ...account, name: 'Jar' });
  const saved = await createEntry(owner, { ...entry, amountMinor: -700, name: 'Saved' });
  const arrived = await createEntry(owner, { ...entry, accountId: jar.id, amountMinor: 700 });
  await createTransfer(owner, { transactionId: saved.id, otherId: arrived.id });
  await barTransfers(owner, { accountIds: [accountId, jar.id], barred: true });
  const whole = { categoryId: null, note: null, tagIds: [] };
  const parts = [{ minor: -200, note: 'For Eve' }, { minor: -50 }];
  await setSplit(owner, transactionId, { parts: parts.map((part) => ({ ...whole, ...part })) });
}

/** A pending row posts, another is withdrawn, one changes. */
async function changeAtBank({ plaidItemId, ...ref }: LinkedItem): Promise<void> {
  const rows = await readTruth(plaidItemId);
  const pending = rows.filter((row) => row.pending).map((row) => row.transaction_id);
  const posted = rows.filter((row) => !row.pending).map((row) => row.transaction_id);
  await editTruth(plaidItemId, {
    post: pending.slice(0, 1),
    remove: posted.slice(0, 1),
    add: [{ amount: 5, name: 'Shop \u2028 "quoted", = and\nmore' }],
  });
  await syncOnce(ref);
}

async function editSome({ itemId }: LinkedItem): Promise<void> {
  const where = { itemId, removedAt: null };
  const [one, two] = await db().transaction.findMany({ where, take: 2, orderBy: { id: 'asc' } });
  const [category] = await db().category.findMany({ where: { householdId: ana.householdId } });
  await updateTransaction(ana, one?.id ?? '', { note: 'Mine', categoryId: category?.id });
  await updateTransaction(ana, two?.id ?? '', { note: null, reviewed: true });
}

describe('an export that is imported', () => {
  let ben: TestHousehold;
  let back: Map<string, Buffer>;

  beforeAll(async () => {
    ben = await createHousehold();
    expect(await bringArchive(ben, file)).toMatchObject({ state: 'done', failure: null });
    back = await readZip(await takeArchive(ben));
  });

  it('is the same when it is exported again, table by table', () => {
    const again = manifestOf(back);
    const restored = Object.entries(tablePlans).filter(([, plan]) => plan.as === 'restored');
    expect(restored.length).toBeGreaterThan(12);
    for (const [table] of restored) {
      expect(again.tables[table], table).toEqual(manifest.tables[table]);
    }
    const filled = ['TransactionAlias', 'SyncChange', 'Relink', 'TieOut', 'BalanceSnapshot'];
    for (const table of filled) expect(manifest.tables[table]?.rows, table).toBeGreaterThan(0);
  });

  it('has what the person decided, and what the bank withdrew', async () => {
    const mine = { householdId: ben.householdId };
    expect(await db().transaction.count({ where: { ...mine, note: 'Mine' } })).toBe(1);
    expect(
      await db().transaction.count({ where: { ...mine, noteSetAt: { not: null }, note: null } }),
    ).toBe(1);
    expect(
      await db().transaction.count({ where: { ...mine, removedAt: { not: null } } }),
    ).toBeGreaterThan(0);
  });

  it('has what is linked, owed and put away', async () => {
    expect(await listOpenClaims(ben)).toMatchObject([
      { owedBy: 'Eve', claimed: { minor: 200 }, open: { minor: 100 } },
    ]);
    const [away, ...others] = await db().transaction.findMany({
      where: { householdId: ben.householdId, duplicateOfId: { not: null } },
    });
    expect(others).toEqual([]);
    const kept = away?.duplicateOfId ?? '';
    expect(await getDuplicatesOf(ben, kept)).toMatchObject({
      putAway: [{ row: { transactionId: away?.id } }],
    });
    expect(await getSplit(ben, kept)).toMatchObject({
      by: 'person',
      parts: [{ minor: -200, note: 'For Eve' }, { minor: -50 }],
    });
    const [receipt] = (await listAttachments(ben, kept)).items;
    const response = await readAttachment(ben, receipt?.id ?? '');
    expect((await response.arrayBuffer()).byteLength).toBe(100_008);
  });

  it('has a line for each part in its spreadsheet', () => {
    const lines = (back.get('spreadsheets/transactions.csv')?.toString('utf8') ?? '').split('\r\n');
    const ofMarket = lines.map((line) => line.split(',')).filter((cells) => cells[2] === 'Market');
    const parts = ofMarket.map((cells) => `${cells[5]} ${cells[8]}`);
    expect(parts).toEqual(expect.arrayContaining(['-2.00 For Eve', '-0.50 ']));
    expect(parts).not.toContain('-2.50 ');
  });

  it('has what was paired, and what never is', async () => {
    const saved = await db().transaction.findFirstOrThrow({
      where: { householdId: ben.householdId, name: 'Saved' },
    });
    expect(await findTransferOf(ben, saved.id)).toMatchObject({
      state: 'confirmed',
      in: { account: { name: 'Jar' } },
    });
    expect((await listTransfers(ben)).bars).toHaveLength(1);
  });

  it('has its banks as connections that ended, without a way to them', async () => {
    const items = await db().item.findMany({ where: { householdId: ben.householdId } });
    expect(items).toHaveLength(3);
    for (const each of items) {
      expect(each.accessTokenSealed).toBeNull();
      expect(each.removedAt).not.toBeNull();
      expect(each.memberId).toBe(ben.memberId);
      expect(each.linkName).toBe('First Platypus Bank');
    }
    const ids = items.map(({ id }) => id);
    const ways = await db().itemDirectory.findMany({ where: { householdId: ben.householdId } });
    expect(ways).toEqual([]);
    expect(ids).not.toEqual([]);
  });

  it('is whole, and written down', async () => {
    const broken = (await checkIntegrity(requireEnv('DATABASE_URL'))).filter(
      ({ violations }) => violations.length > 0,
    );
    expect(broken).toEqual([]);
    const { items } = await listAudit({ ...ben, operator: false }, { limit: 5 });
    expect(items.map(({ kind }) => kind)).toContain('archive_imported');
  });

  it('takes up its history where the bank is linked again', async () => {
    const fresh = await linkItem(ben);
    await syncHistory(fresh);
    const items = await db().item.findMany({
      where: { householdId: ben.householdId, removedAt: { not: null } },
      orderBy: { createdAt: 'desc' },
    });
    const pair = { fromItemId: items[0]?.id ?? '', toItemId: fresh.itemId };
    const { accounts } = await previewRelink(ben, pair);
    const matched = accounts.flatMap(({ from, to }) =>
      to ? [{ fromAccountId: from.id, toAccountId: to.id }] : [],
    );
    expect(matched.length).toBeGreaterThan(0);
    expect((await listRelinks(ben)).items).toEqual([]);
    await moveHistory(ben, { ...pair, accounts: matched });
    const came = await db().relink.findFirst({
      where: { householdId: ben.householdId, before: { equals: Prisma.DbNull } },
    });
    await expect(undoRelink(ben, came?.id ?? '')).rejects.toMatchObject({ code: 'relink_refused' });
    const [row] = await db().transaction.findMany({
      where: { householdId: ben.householdId, note: 'Mine' },
    });
    expect(row?.itemId).toBe(fresh.itemId);
  });
});

describe('an import', () => {
  it('is for an empty household of one’s own alone', async () => {
    await expect(createImport(ana, { bytes: 10 })).rejects.toMatchObject({
      code: 'import_refused',
    });
    expect((await listImports(ana)).possible).toBe(false);
    const ben = await createHousehold();
    expect((await listImports(ben)).possible).toBe(true);
    const importId = await uploadArchive(ben, file);
    await expect(getImport(ana, importId)).rejects.toMatchObject({ code: 'not_found' });
    // A bank that is linked meanwhile is not overwritten.
    const meanwhile = await linkItem(ben);
    await importArchive({ householdId: ben.householdId, importId });
    expect(await getImport(ben, importId)).toMatchObject({ failure: 'not_empty' });
    expect(await db().item.findMany({ where: { householdId: ben.householdId } })).toMatchObject([
      { id: meanwhile.itemId },
    ]);
  });

  it('takes away nothing that somebody sorted by', async () => {
    const makings = [
      (ben: TestHousehold) => createTag(ben, { name: 'Holiday' }),
      ({ householdId }: TestHousehold) =>
        db().rule.create({
          data: {
            householdId,
            id: crypto.randomUUID(),
            name: 'Rent',
            position: 0,
            merchant: 'Rent',
          },
        }),
      ({ householdId }: TestHousehold) =>
        db().category.create({
          data: {
            householdId,
            id: crypto.randomUUID(),
            name: 'Own',
            kind: 'spending',
            position: 99,
          },
        }),
    ];
    for (const make of makings) {
      const ben = await createHousehold();
      const importId = await uploadArchive(ben, file);
      await make(ben);
      expect((await listImports(ben)).possible).toBe(false);
      await importArchive({ householdId: ben.householdId, importId });
      expect(await getImport(ben, importId)).toMatchObject({ failure: 'not_empty' });
    }
  });

  it('begins anew where a worker was killed, and is done once', async () => {
    const ben = await createHousehold();
    const importId = await uploadArchive(ben, file);
    const ref = { householdId: ben.householdId, importId };
    const where = { householdId_id: { householdId: ref.householdId, id: importId } };
    const leaseUntil = new Date(Date.now() + 30_000);
    await db().archiveImport.update({ where, data: { attempt: 1, leaseUntil } });
    await importArchive(ref);
    expect(await getImport(ben, importId)).toMatchObject({ state: 'waiting' });
    await db().archiveImport.update({ where, data: { leaseUntil: new Date(0) } });
    await Promise.all([importArchive(ref), importArchive(ref)]);
    expect(await getImport(ben, importId)).toMatchObject({ state: 'done', failure: null });
    expect(await db().archiveImportPart.count({ where: { importId } })).toBe(0);
    expect(await db().item.count({ where: { householdId: ben.householdId } })).toBe(3);
  });
});

/** Files by their paths, as a zip. */
async function zip(given: Iterable<readonly [string, Buffer | string]>): Promise<Buffer> {
  const made = new ZipFile();
  for (const [path, bytes] of new Map(given)) made.addBuffer(Buffer.from(bytes), path);
  made.end();
  const pieces: Buffer[] = [];
  for await (const piece of made.outputStream) pieces.push(Buffer.from(piece));
  return Buffer.concat(pieces);
}

function withManifest(change: (edited: Manifest) => void, ...more: [string, string][]) {
  const edited = structuredClone(manifest);
  change(edited);
  return zip([...files, ...more, ['manifest.json', JSON.stringify(edited)]]);
}

/** The archive with a table's rows changed, and a manifest that agrees. */
function withRows(table: string, change: (text: string) => string, rows = 0) {
  const path = `json/${table}.json`;
  const text = change(files.get(path)?.toString('utf8') ?? '');
  const sha256 = createHash('sha256').update(text).digest('hex');
  const agree = (edited: Manifest) => {
    edited.files[path] = { sha256, bytes: Buffer.byteLength(text) };
    const said = edited.tables[table];
    if (said) said.rows += rows;
  };
  return withManifest(agree, [path, text]);
}

/** A file whose name, in its head and in the directory, leads elsewhere. */
async function leadingOut(): Promise<Buffer> {
  const made = await zip([...files, ['json/Out.json', '']]);
  return Buffer.from(
    made.toString('latin1').replaceAll('json/Out.json', '../../xy.json'),
    'latin1',
  );
}

/** The same zip, whose directory says another size of one of its files than that has. */
function sayingSize(made: Buffer, path: string, bytes: number): Buffer {
  const said = Buffer.from(made);
  // The directory comes last; of an entry's head 46 bytes stand before the name, the size at 24.
  said.writeUInt32LE(bytes, made.lastIndexOf(path) - 46 + 24);
  return said;
}

describe('a file that somebody made up', () => {
  const nameEmpty = (index: number) => [`csv/File${index}.csv`, ''] as const;
  const bump = (edited: Manifest) => Object.assign(edited, { version: 2 });
  const account = 'json/Account.json';
  const air = Buffer.alloc(50 * 1024 ** 2, ' ');

  it.each<[string, string, () => Promise<Buffer> | Buffer]>([
    ['is no zip', 'foreign', () => Buffer.from('GIF89a')],
    ['is cut short', 'foreign', () => file.subarray(0, file.byteLength - 500)],
    ['has no manifest', 'foreign', () => zip([['README.txt', 'Hello']])],
    ['is nothing but air', 'foreign', () => zip([...files, ['json/Air.json', air]])],
    [
      'is air that says it is little',
      'damaged',
      async () => sayingSize(await zip([...files, [account, air]]), account, 1_000),
    ],
    ['is less than it says', 'damaged', async () => sayingSize(await zip(files), account, 100_000)],
    ['leads out of its folder', 'foreign', leadingOut],
    ['has files of other names', 'foreign', () => zip([...files, ['evil.sh', '']])],
    ['has too many files', 'too_large', () => zip([...Array(500).keys()].map(nameEmpty))],
    ['is of a later version', 'newer', () => withManifest((edited) => bump(edited))],
    [
      'wants to write what no archive holds',
      'newer',
      () => withManifest((edited) => edited.tables.Item?.restored.push('accessTokenSealed')),
    ],
    [
      'wants to write another table',
      'newer',
      () => withManifest((edited) => Object.assign(edited.tables, { User2: edited.tables.Item })),
    ],
    ['was changed', 'damaged', () => zip([...files, ['json/Account.json', '[]\n']])],
    [
      'points at rows that are not there',
      'inconsistent',
      () => withRows('Category', () => '[]\n', -(manifest.tables.Category?.rows ?? 0)),
    ],
    [
      'says other things than its checksums',
      'inconsistent',
      () => withRows('Transaction', (text) => text.replace('"note":"Mine"', '"note":"His"')),
    ],
    [
      'holds what is no row',
      'inconsistent',
      () => withRows('Account', (text) => text.replace('{"id"', 'DROP {"id"')),
    ],
    [
      'holds text that cannot be stored',
      'inconsistent',
      () => withRows('Account', (text) => text.replace('"name":"', '"name":"\\u0000')),
    ],
  ])('is refused whole: it %s', async (_, failure, make) => {
    const eve = await createHousehold();
    const before = await db().category.count({ where: { householdId: eve.householdId } });
    expect(await bringArchive(eve, await make())).toMatchObject({ state: 'failed', failure });
    expect(await db().category.count({ where: { householdId: eve.householdId } })).toBe(before);
    expect(await db().item.count({ where: { householdId: eve.householdId } })).toBe(0);
  });

  it('changes nothing of another household, whatever its rows say', async () => {
    const eve = await createHousehold();
    const foreign = await withRows('Account', (text) =>
      text.replaceAll('{"id"', `{"householdId":"${ana.householdId}","id"`),
    );
    const before = await db().account.count({ where: { householdId: ana.householdId } });
    expect(await bringArchive(eve, foreign)).toMatchObject({ state: 'done' });
    expect(await db().account.count({ where: { householdId: ana.householdId } })).toBe(before);
    expect(await db().account.count({ where: { householdId: eve.householdId } })).toBe(before);
  });
});

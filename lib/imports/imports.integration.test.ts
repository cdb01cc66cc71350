import { beforeEach, describe, expect, it } from 'vitest';
import { createAccount } from '#lib/accounts/mutations';
import { getAccount } from '#lib/accounts/queries';
import { listAudit } from '#lib/audit/queries';
import { db } from '#lib/db/client';
import { createEntry } from '#lib/entries/mutations';
import { requireEnv } from '#lib/env';
import { checkIntegrity } from '#lib/integrity/check-integrity';
import {
  createHousehold,
  createLinkedHousehold,
  joinHousehold,
  syncOnce,
  type TestHousehold,
} from '#lib/testing/household';
import { updateTransaction } from '#lib/transactions/mutations';
import { getTransaction, listTransactions } from '#lib/transactions/queries';
import type { ApplyInput, Mapping } from './contract.ts';
import { applyFileImport, discardFileImport, updateFileImport } from './mutations.ts';
import { getFileImport, listFileImports } from './queries.ts';
import { runImport } from './run-import.ts';
import { undoFileImport } from './undo-import.ts';
import { uploadFile } from './upload-file.ts';

const refused = { code: 'import_refused' };
const notFound = { code: 'not_found' };
const skip: ApplyInput = { duplicates: 'skip', except: [], make: [], enrich: false };

let ana: TestHousehold;
let accountId: string;

beforeEach(async () => {
  ana = await createHousehold();
  accountId = (await createAccount(ana, cash('Wallet'))).id;
});

const cash = (name: string) => ({ name, kind: 'cash', currency: 'USD', openingMinor: 0 }) as const;

const toRequest = (body: string | Uint8Array<ArrayBuffer>) =>
  new Request('http://localhost/', {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/octet-stream' },
  });

async function bring(file: string | Uint8Array<ArrayBuffer>, into = accountId, who = ana) {
  const { id } = await uploadFile(who, { accountId: into, name: 'statement.csv' }, toRequest(file));
  await runImport({ householdId: who.householdId, importId: id });
  return getFileImport(who, id);
}

async function apply(id: string, choices = skip) {
  await applyFileImport(ana, id, choices);
  await runImport({ householdId: ana.householdId, importId: id });
  return getFileImport(ana, id);
}

const list = async (id = accountId) =>
  (await listTransactions(ana, { accountId: id, limit: 200 })).items;

const file =
  'Date,Description,Amount,Memo,Category\n' +
  '01/31/2026,Market,-12.50,weekly,Groceries\n02/01/2026,Refund,3.00,,\n02/02/2026,Coffee,-4.50,,\n02/02/2026,Coffee,-4.50,,\n';

describe('a file', () => {
  it('is shown, imported once, and undone', async () => {
    const read = await bring(file);
    expect(read).toMatchObject({
      state: 'ready',
      format: 'csv',
      preview: {
        total: 4,
        problemCount: 0,
        duplicateCount: 0,
        from: '2026-01-31',
        to: '2026-02-02',
      },
    });
    expect(await list()).toEqual([]);
    expect(await apply(read.id)).toMatchObject({ state: 'done', imported: 4, undoable: true });
    const rows = await list();
    expect(rows.map(({ merchant, amount }) => [merchant, amount.minor])).toEqual(
      expect.arrayContaining([
        ['Market', -1250],
        ['Refund', 300],
        ['Coffee', -450],
        ['Coffee', -450],
      ]),
    );
    const market = rows.find(({ merchant }) => merchant === 'Market');
    expect(market).toMatchObject({
      note: 'weekly',
      category: { name: 'Groceries' },
      categoryBy: 'bank',
    });
    expect((await getAccount(ana, accountId)).current?.minor).toBe(-1850);

    const again = await bring(file);
    expect(again.preview).toMatchObject({ total: 4, duplicateCount: 4 });
    expect(await apply(again.id)).toMatchObject({ imported: 0 });
    expect(await list()).toHaveLength(4);

    expect(await undoFileImport(ana, read.id)).toMatchObject({ state: 'undone', undoable: false });
    const { items: told } = await listAudit(
      { ...ana, operator: false },
      { topic: 'data', limit: 3 },
    );
    expect(told).toMatchObject([
      { kind: 'file_import_undone', details: { count: 4 } },
      { kind: 'file_imported', details: { count: 0 } },
      { kind: 'file_imported', details: { count: 4 }, by: { you: true } },
    ]);
    expect(await list()).toEqual([]);
    expect((await getAccount(ana, accountId)).current?.minor).toBe(0);
    await expect(undoFileImport(ana, read.id)).rejects.toMatchObject(refused);
    const results = await checkIntegrity(requireEnv('DATABASE_URL'));
    expect(results.filter(({ violations }) => violations.length > 0)).toEqual([]);
  });

  it('keeps what the file says beside a name, whoever writes a note over it or empties it', async () => {
    await apply((await bring(file)).id);
    const [market] = (await list()).filter(({ merchant }) => merchant === 'Market');
    const id = market?.id ?? '';
    const ofBank = { note: 'weekly', memo: 'weekly', sources: { note: { by: 'bank' } } };
    expect(await getTransaction(ana, id)).toMatchObject({ ...ofBank, fromFile: true });
    const finds = async (q: string) => (await listTransactions(ana, { q, limit: 5 })).items.length;
    expect([await finds('weekly'), await finds('has:note')]).toEqual([1, 1]);
    await updateTransaction(ana, id, { note: '' });
    expect(await finds('has:note')).toBe(0);
    await updateTransaction(ana, id, { note: 'for the party' });
    expect(await getTransaction(ana, id)).toMatchObject({
      note: 'for the party',
      otherwise: { note: 'weekly' },
      sources: { note: { by: 'person' } },
    });
    await updateTransaction(ana, id, { revert: ['note'] });
    expect(await getTransaction(ana, id)).toMatchObject(ofBank);
  });

  it('is read as the person says, and the next one of the kind likewise', async () => {
    const odd = (day: string) => `A,B,C,D\n${day}/01/2026,Shop,5.00,x\n`;
    const { id, mapping } = await bring(odd('03'));
    if (!mapping) throw new Error('There is no mapping.');
    const said = { ...mapping, dateOrder: 'dmy', reversed: true, note: 3 } as const;
    await updateFileImport(ana, id, { accountId, mapping: said, sheet: 0 });
    await runImport({ householdId: ana.householdId, importId: id });
    expect((await getFileImport(ana, id)).preview?.rows).toEqual([
      { line: 2, date: '2026-01-03', amountMinor: -500, name: 'Shop' },
    ]);
    await apply(id);
    expect((await bring(odd('04'))).preview?.rows).toMatchObject([
      { date: '2026-01-04', amountMinor: -500 },
    ]);
  });

  it('is read as was said of files of its own account, and never as was only guessed', async () => {
    const qif = (...days: string[]) =>
      `!Type:Bank\n${days.map((day) => `D${day}\nT-5.00\nPShop\n^\n`).join('')}`;
    const say = async (id: string, patch: Partial<Mapping>) => {
      const { mapping } = await getFileImport(ana, id);
      if (!mapping) throw new Error('There is no mapping.');
      await updateFileImport(ana, id, { accountId, mapping: { ...mapping, ...patch }, sheet: 0 });
      await runImport({ householdId: ana.householdId, importId: id });
    };
    const days = async (text: string, into = accountId) =>
      (await bring(text, into)).preview?.rows.map(({ date }) => date);
    const first = await bring(qif('01/02/2026'));
    await say(first.id, { dateOrder: 'dmy' });
    await apply(first.id);
    expect(await days(qif('03/02/2026'))).toEqual(['2026-02-03']);
    // More of it can be read otherwise.
    expect(await days(qif('01/25/2026', '02/26/2026'))).toEqual(['2026-01-25', '2026-02-26']);
    const other = await createAccount(ana, cash('Card'));
    expect(await days(qif('03/02/2026'), other.id)).toEqual(['2026-03-02']);
    // What is only looked at for another account is that account's guess.
    const moved = await bring(qif('03/02/2026'), other.id);
    await say(moved.id, {});
    expect((await getFileImport(ana, moved.id)).preview?.rows).toMatchObject([
      { date: '2026-02-03' },
    ]);
    const csv = (...dates: string[]) =>
      `Date,What,Amount\n${dates.map((day) => `${day},Shop,-5.00\n`).join('')}`;
    await apply((await bring(csv('05/01/2026', '06/01/2026'))).id);
    expect(await days(csv('01/07/2026', '01/08/2026'))).toEqual(['2026-01-07', '2026-01-08']);
  });

  it('brings duplicates too, or some of them, where the person says so', async () => {
    await apply((await bring(file)).id);
    const some = await bring(file);
    const [line = 0] = some.preview?.duplicates.map((each) => each.line) ?? [];
    expect(await apply(some.id, { ...skip, except: [line] })).toMatchObject({
      imported: 1,
    });
    const most = await bring(file);
    expect(await apply(most.id, { ...skip, duplicates: 'import', except: [line] })).toMatchObject({
      imported: 3,
    });
  });

  it('that cannot be read says why, and brings nothing', async () => {
    expect(await bring(new Uint8Array([0x50, 0x4b, 3, 4]))).toMatchObject({
      state: 'failed',
      failure: expect.stringContaining('save it as CSV'),
    });
    const useless = await bring('A,B\nx,y\n');
    expect(useless).toMatchObject({ state: 'ready', preview: { total: 0, problemCount: 1 } });
    await discardFileImport(ana, useless.id);
    await expect(getFileImport(ana, useless.id)).rejects.toMatchObject(notFound);
    await expect(bring('')).rejects.toMatchObject({ code: 'invalid_input' });
    await expect(bring('x'.repeat(10 * 1024 * 1024 + 1))).rejects.toMatchObject({
      code: 'payload_too_large',
    });
  });

  it('has a name that is shown and leads nowhere', async () => {
    const name = '../../etc/pass\u202ewd"<x>\0';
    const { fileName } = await uploadFile(ana, { accountId, name }, toRequest(file));
    expect(fileName).toBe('passwd"<x>');
  });

  it('of fifty thousand lines comes whole, by two workers at once one time', async () => {
    const lines = Array.from({ length: 50_000 }, (_, at) => `2026-01-31,Shop ${at},-1.00\n`);
    const { id } = await bring(`Date,Name,Amount\n${lines.join('')}`);
    await applyFileImport(ana, id, skip);
    const ref = { householdId: ana.householdId, importId: id };
    await Promise.all([runImport(ref), runImport(ref)]);
    expect((await getFileImport(ana, id)).imported).toBe(50_000);
    expect(await db().transaction.count({ where: { accountId } })).toBe(50_000);
    expect((await getAccount(ana, accountId)).current?.minor).toBe(-5_000_000);
    await undoFileImport(ana, id);
    expect(await db().transaction.count({ where: { accountId } })).toBe(0);
    expect((await getAccount(ana, accountId)).current?.minor).toBe(0);
    // Both write fifty thousand rows: seconds alone, and more on a machine that does much else.
  }, 180_000);

  it('takes with it what it made that nobody uses, and lets go of the other ends of transfers', async () => {
    const { householdId } = ana;
    const text =
      'Date,Name,Amount,Category,Tags\n' +
      '2026-01-31,One,-1.00,Gliding,"sun,wind"\n2026-01-31,Two,-2.00,Sailing,\n2026-01-31,Pay,3.00,Prizes,\n';
    const read = await bring(text);
    await apply(read.id, { ...skip, make: ['categories', 'tags'] });
    const names = async () => {
      const made = [
        'Gliding',
        'Sailing',
        'Prizes',
        'From files',
        'Income from files',
        'sun',
        'wind',
      ];
      const where = { householdId, name: { in: made } };
      const all = [
        ...(await db().category.findMany({ where })),
        ...(await db().tag.findMany({ where })),
      ];
      return all.map(({ name }) => name).sort();
    };
    expect(await names()).toHaveLength(7);
    const otherId = (await createAccount(ana, cash('Other'))).id;
    const entry = { accountId: otherId, date: '2026-01-31', amountMinor: 200, name: 'From wallet' };
    const { id } = await createEntry(ana, entry);
    const gliding = await db().category.findFirst({ where: { householdId, name: 'Gliding' } });
    await updateTransaction(ana, id, { categoryId: gliding?.id ?? '' });
    await db().tag.updateMany({ where: { householdId, name: 'wind' }, data: { name: 'Wind!' } });
    const two = (await list()).find(({ merchant }) => merchant === 'Two');
    await db().transfer.create({
      data: {
        ...{ householdId, id: crypto.randomUUID(), outId: two?.id ?? '', inId: id },
        ...{ confidence: 90, reasons: [] },
      },
    });
    await undoFileImport(ana, read.id);
    expect(await names()).toEqual(['From files', 'Gliding']);
    expect(await db().tag.count({ where: { householdId, name: 'Wind!' } })).toBe(1);
    const jobs = await db().$queryRaw<{ ids: string[] | null }[]>`
      SELECT "payload"->'transactionIds' AS "ids" FROM graphile_worker._private_jobs`;
    expect(jobs).toContainEqual({ ids: [id] });
  });

  it('is taken from many at once, and given up by many at once', async () => {
    const name = 'x.csv';
    const uploads = Array.from({ length: 24 }, () =>
      uploadFile(ana, { accountId, name }, toRequest(file)),
    );
    const all = await Promise.allSettled(uploads);
    const codes = all.map((each) => (each.status === 'rejected' ? each.reason.code : 'taken'));
    expect(new Set(codes)).toEqual(new Set(['taken']));
    const { id } = await bring(file);
    expect((await listFileImports(ana)).items.length).toBeLessThan(30);
    const nowhere = Array.from({ length: 24 }, () =>
      applyFileImport(ana, '00000000-0000-7000-8000-000000000000', skip).catch(({ code }) => code),
    );
    expect(new Set(await Promise.all(nowhere))).toEqual(new Set(['not_found']));
    expect(await getFileImport(ana, id)).toMatchObject({ state: 'ready' });
  });

  it('is its member’s alone', async () => {
    const ben = await joinHousehold(ana);
    const { id } = await bring(file);
    expect((await listFileImports(ben)).items).toEqual([]);
    for (const who of [ben, await createHousehold()]) {
      await expect(getFileImport(who, id)).rejects.toMatchObject(notFound);
      await expect(applyFileImport(who, id, skip)).rejects.toMatchObject(notFound);
      await expect(discardFileImport(who, id)).rejects.toMatchObject(notFound);
    }
    const stranger = await createHousehold();
    await expect(bring(file, accountId, stranger)).rejects.toMatchObject(notFound);
  });
});

it('goes into a bank’s account beside its rows, and leaves what ties out alone', async () => {
  const { owner, item } = await createLinkedHousehold({ username: 'user_transactions_dynamic' });
  ana = owner;
  const [row] = await db().$queryRaw<
    { id: string; accountId: string; date: string; name: string; amountMinor: bigint }[]
  >`
    SELECT "id", "accountId", "date"::text AS "date", "name", "amountMinor" FROM "Transaction"
    WHERE "householdId" = ${ana.householdId}::uuid AND NOT "pending" AND "removedAt" IS NULL
    ORDER BY "date" DESC, "id" LIMIT 1`;
  if (!row) throw new Error('The bank has no rows.');
  const tieOut = async () => (await getAccount(ana, row.accountId)).tieOut;
  const before = await tieOut();
  const amount = (Number(row.amountMinor) / 100).toFixed(2);
  const csv = `Date,Name,Amount,Reference\n${row.date},${row.name} CARD,${amount},r1\n2020-01-31,Long ago,-7.00,r2\n`;
  const read = await bring(csv, row.accountId);
  expect(read.preview).toMatchObject({
    total: 2,
    duplicates: [{ kind: 'alike', of: { id: row.id } }],
  });
  expect(await apply(read.id)).toMatchObject({ imported: 1 });
  const [old] = (await listTransactions(ana, { accountId: row.accountId, q: 'Long ago', limit: 5 }))
    .items;
  await updateTransaction(ana, old?.id ?? '', { note: 'ours' });
  await syncOnce(item);
  expect(await tieOut()).toEqual(before);
  expect(await getTransaction(ana, old?.id ?? '')).toMatchObject({ note: 'ours', byHand: false });
  const results = await checkIntegrity(requireEnv('DATABASE_URL'));
  expect(results.filter(({ violations }) => violations.length > 0)).toEqual([]);
});

it('leaves what a file says of rows that are here with those, and takes it back with the import', async () => {
  const { owner, item } = await createLinkedHousehold({ username: 'user_transactions_dynamic' });
  ana = owner;
  const rows = await db().transaction.findMany({
    where: { householdId: ana.householdId, pending: false, removedAt: null },
    select: { id: true, accountId: true, date: true, name: true, amountMinor: true },
    orderBy: [{ accountId: 'asc' }, { date: 'desc' }, { id: 'asc' }],
    take: 2,
  });
  const [one, two] = rows;
  if (!one || !two) throw new Error('The bank has no rows.');
  await db().transaction.updateMany({ where: { id: two.id }, data: { memo: 'Of another file' } });
  const lines = rows.map(({ date, name, amountMinor }, index) =>
    [date.toISOString().slice(0, 10), name, Number(amountMinor) / 100, `Said ${index}`].join(),
  );
  const csv = `Date,Name,Amount,Memo\n${lines.join('\n')}\n`;
  const memos = async () => [
    (await getTransaction(ana, one.id)).memo,
    (await getTransaction(ana, two.id)).memo,
  ];
  const first = await bring(csv, one.accountId);
  expect(await apply(first.id)).toMatchObject({ imported: 0 });
  expect(await memos()).toEqual(['Said 0', 'Of another file']);
  await syncOnce(item);
  expect(await getTransaction(ana, one.id)).toMatchObject({ memo: 'Said 0', note: 'Said 0' });
  // A second time there is nothing to give, nor to take back.
  const second = await bring(csv, one.accountId);
  await apply(second.id);
  await undoFileImport(ana, second.id);
  expect(await memos()).toEqual(['Said 0', 'Of another file']);
  await undoFileImport(ana, first.id);
  expect(await memos()).toEqual([null, 'Of another file']);
});

it('knows every table that points at a category or a tag', async () => {
  const found = await db().$queryRaw<{ name: string }[]>`
    SELECT DISTINCT c.relname || ' → ' || t.relname AS "name" FROM pg_constraint k
    JOIN pg_class c ON c.oid = k.conrelid JOIN pg_class t ON t.oid = k.confrelid
    WHERE k.contype = 'f' AND t.relname IN ('Category', 'Tag') ORDER BY 1`;
  // Whoever adds one teaches remove-made.ts that what it names is used; of Transaction, which has no key there, it knows.
  expect(found.map(({ name }) => name)).toEqual([
    'BudgetCarry → Category',
    'BudgetPlan → Category',
    'Category → Category',
    'CategoryMapping → Category',
    'Rule → Category',
    'SplitPart → Category',
    'Stream → Category',
    'TransactionTag → Tag',
  ]);
});

import { beforeAll, describe, expect, it } from 'vitest';
import { createAccount } from '#lib/accounts/mutations';
import { listAudit } from '#lib/audit/queries';
import { listCategories } from '#lib/categories/queries';
import { db } from '#lib/db/client';
import { createEntry } from '#lib/entries/mutations';
import { applyFileImport } from '#lib/imports/mutations';
import { getFileImport } from '#lib/imports/queries';
import { runImport } from '#lib/imports/run-import';
import { uploadFile } from '#lib/imports/upload-file';
import { setPrivacy } from '#lib/privacy/set-privacy';
import { setSplit } from '#lib/splits/set-split';
import { changeTagsOf } from '#lib/tags/change-tags';
import { createTag } from '#lib/tags/mutations';
import { listTags } from '#lib/tags/queries';
import { createHousehold, joinHousehold, type TestHousehold } from '#lib/testing/household';
import { updateTransaction } from '#lib/transactions/mutations';
import { listTransactions } from '#lib/transactions/queries';
import { exportQuery } from './contract.ts';
import { exportTransactions } from './export-transactions.ts';

let ana: TestHousehold;
let accountId: string;

const cash = { name: 'Wallet', kind: 'cash', currency: 'EUR', openingMinor: 0 } as const;
/** What a spreadsheet could take for a formula, and what CSV has to write with care. */
const names = [
  '=HYPERLINK("http://x","y")',
  '@SUM(A1)',
  '-2+3',
  '＝1',
  'plain',
  'comma, "quote"',
  'semi;=1',
];

beforeAll(async () => {
  ana = await createHousehold();
  accountId = (await createAccount(ana, cash)).id;
  for (const [at, name] of names.entries()) {
    const entry = { accountId, date: `2026-01-0${at + 1}`, amountMinor: -1000 - at, name };
    const { id } = await createEntry(ana, entry);
    await updateTransaction(ana, id, { note: `about\n${name}` });
  }
});

const take = async (query: object, viewer = ana) =>
  (await exportTransactions(viewer, exportQuery.parse(query), '2026-02-28')).text();

describe('an export', () => {
  it('has every transaction of the filter and no other, newest first', async () => {
    const rows = JSON.parse(await take({ format: 'json' })) as {
      merchant: string;
      amount: number;
    }[];
    expect(rows.map(({ merchant }) => merchant)).toEqual(names.toReversed());
    expect(rows.map(({ amount }) => amount)).toEqual(
      names.map((_, at) => -(1000 + at) / 100).reverse(),
    );
    const some = await take({ format: 'json', from: '2026-01-02', to: '2026-01-03' });
    expect(JSON.parse(some)).toMatchObject([{ date: '2026-01-03' }, { date: '2026-01-02' }]);
    expect(JSON.parse(await take({ format: 'json', q: 'nothing like it' }))).toEqual([]);
  });

  it('is written down before its first row leaves', async () => {
    await take({ format: 'csv', from: '2026-01-02', to: '2026-01-03' });
    const { items } = await listAudit({ ...ana, operator: false }, { topic: 'data', limit: 1 });
    expect(items).toMatchObject([
      { kind: 'transactions_exported', details: { count: 2, format: 'csv' } },
    ]);
  });

  it('begins no formula, and leaves numbers numbers', async () => {
    const csv = await take({ format: 'csv' });
    expect(csv).toContain(',-10.02,EUR,');
    expect(csv).toContain("'-2+3");
    expect(csv).not.toMatch(/(^|[,;"\n])[=@＝]/m);
  });

  it('brought back has all that one sees of a row as it was, and nothing twice', async () => {
    const rows = (await listTransactions(ana, { accountId, limit: 4 })).items;
    const [first, second, third, fourth] = rows;
    const made = await createTag(ana, { name: 'Trip, "far"' });
    await changeTagsOf(ana, first?.id ?? '', { add: made.items.map(({ id }) => id) });
    await createTag(ana, { name: 'Work; late' });
    const both = (await listTags(ana)).items.map(({ id }) => id);
    await changeTagsOf(ana, second?.id ?? '', { add: both });
    await updateTransaction(ana, second?.id ?? '', { reviewed: true, merchant: '=Renamed' });
    const [category] = (await listCategories(ana.householdId)).filter(
      ({ groupId }) => groupId !== null,
    );
    await updateTransaction(ana, third?.id ?? '', { hidden: true, categoryId: category?.id ?? '' });
    const parts = [
      { minor: -1000, categoryId: category?.id ?? '', note: null, tagIds: [] },
      { minor: -3, categoryId: null, note: 'the rest', tagIds: [] },
    ];
    await setSplit(ana, fourth?.id ?? '', { parts });
    const csv = await take({ format: 'csv' });
    const lines = names.length + 1;
    const into = async (id: string, viewer = ana) => {
      const request = new Request('http://localhost/', {
        method: 'POST',
        body: csv,
        headers: { 'content-type': 'application/octet-stream' },
      });
      const { id: importId } = await uploadFile(viewer, { accountId: id, name: 'x.csv' }, request);
      const ref = { householdId: viewer.householdId, importId };
      await runImport(ref);
      await applyFileImport(viewer, importId, {
        duplicates: 'skip',
        except: [],
        make: ['categories', 'tags'],
        enrich: false,
      });
      await runImport(ref);
      return getFileImport(viewer, importId);
    };
    expect(await into(accountId)).toMatchObject({ state: 'done', imported: 0 });
    const other = (await createAccount(ana, { ...cash, name: 'Another' })).id;
    expect(await into(other)).toMatchObject({ imported: lines });
    expect(await into(other)).toMatchObject({ imported: 0 });
    const told = async (id: string, viewer = ana) => {
      const rows = JSON.parse(await take({ format: 'json', accountId: id }, viewer)) as object[];
      // What the bank called a row is what the person called it, once it is a file's; a part is a row then.
      const kept = rows.map((row) => ({ ...row, id: '', part: null, account: '', bankText: '' }));
      return kept.map((row) => JSON.stringify(row)).sort();
    };
    const all = await told(accountId);
    expect(all.join().split('Trip, ')).toHaveLength(3);
    expect(await told(other)).toEqual(all);
    const note = { accountId: other, note: { not: null } };
    expect(await db().transaction.count({ where: { ...note, noteSetAt: null } })).toBe(0);
    expect(await db().transaction.count({ where: note })).toBeGreaterThan(0);
    // Where there is nothing of those names yet, they are made.
    const ben = await createHousehold();
    await db().category.deleteMany({ where: { householdId: ben.householdId } });
    const theirs = (await createAccount(ben, cash)).id;
    expect(await into(theirs, ben)).toMatchObject({ imported: lines });
    expect(await told(theirs, ben)).toEqual(all);
    expect(await listCategories(ben.householdId)).toMatchObject([
      { name: 'From files', groupId: null },
      { name: category?.name },
    ]);
  });

  it('has nothing of accounts whose transactions are not the viewer’s to see', async () => {
    const ben = await joinHousehold(ana);
    expect(JSON.parse(await take({ format: 'json', accountId }, ben))).not.toEqual([]);
    await setPrivacy(ana, { accountId, memberId: ben.memberId, sight: 'balance' });
    expect(JSON.parse(await take({ format: 'json', accountId }, ben))).toEqual([]);
    expect(JSON.parse(await take({ format: 'json', accountId }, await createHousehold()))).toEqual(
      [],
    );
  });
});

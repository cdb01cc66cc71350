import { beforeEach, describe, expect, it } from 'vitest';
import { createAccount } from '#lib/accounts/mutations';
import { installationLog } from '#lib/audit/record-audit';
import { db } from '#lib/db/client';
import { env } from '#lib/env';
import { createRule } from '#lib/rules/mutations';
import { createHousehold, type TestHousehold } from '#lib/testing/household';
import { askedNothing, saysNothing } from '#lib/testing/rules';
import { control } from '#lib/testing/sandbox';
import { updateTransaction } from '#lib/transactions/mutations';
import { getTransaction, listTransactions } from '#lib/transactions/queries';
import { enrichImport } from './enrich-import.ts';
import { listUnenriched } from './find-enriching.ts';
import { applyFileImport } from './mutations.ts';
import { getFileImport } from './queries.ts';
import { runImport } from './run-import.ts';
import { uploadFile } from './upload-file.ts';

let ana: TestHousehold;
let accountId: string;

beforeEach(async () => {
  Object.assign(env(), { ENRICH_IMPORTS: true });
  await control('/faults', undefined, 'DELETE');
  ana = await createHousehold();
  accountId = await open('USD');
});

async function open(currency: string): Promise<string> {
  const input = { name: `Bank ${currency}`, kind: 'checking', currency, openingMinor: 0 } as const;
  return (await createAccount(ana, input)).id;
}

/** A file as far as it is imported; Plaid is yet to be asked. */
async function bring(lines: string[], { enrich = true, into = accountId } = {}) {
  const body = `Date,Description,Amount,Category\n${lines.join('\n')}\n`;
  const headers = { 'content-type': 'application/octet-stream' };
  const request = new Request('http://localhost/', { method: 'POST', body, headers });
  const { id: importId } = await uploadFile(ana, { accountId: into, name: 'x.csv' }, request);
  const ref = { householdId: ana.householdId, importId };
  await runImport(ref);
  const { enrichable } = await getFileImport(ana, importId);
  await applyFileImport(ana, importId, { duplicates: 'skip', except: [], make: [], enrich });
  await runImport(ref);
  return { ref, enrichable };
}

const list = async () => (await listTransactions(ana, { accountId, limit: 200 })).items;
const find = async (name: RegExp) => {
  const found = (await list()).find(({ merchant }) => name.test(merchant));
  return getTransaction(ana, found?.id ?? '');
};
/** What was asked of Plaid. */
const calls = async () => {
  const { requests } = await control<{ requests: { path: string }[] }>(
    '/requests?path=/transactions/enrich&limit=1000',
  );
  return requests.length;
};

const file = [
  '2026-01-31,SQ *STARBUCKS STORE 00123 SEATTLE WA,-4.50,',
  '2026-01-30,UBER TRIP 072515,-12.00,Groceries',
  '2026-01-29,SOMETHING NOBODY KNOWS,-1.00,',
];

describe('an import that Plaid is asked about', () => {
  it('has clean names and categories, with the file’s, the rules’ and the person’s before them', async () => {
    const { items } = await createRule(ana, {
      name: 'Rides',
      when: { ...askedNothing, merchant: 'Uber' },
      effect: { ...saysNothing, note: 'By rule' },
      stop: false,
      history: true,
    });
    expect(items).toHaveLength(1);
    const { ref, enrichable } = await bring(file);
    expect(enrichable).toBe(true);
    const [coffee] = await list();
    await updateTransaction(ana, coffee?.id ?? '', { merchant: 'Corner' });
    await enrichImport(ref);
    expect(await find(/Corner/)).toMatchObject({
      category: { name: expect.stringMatching(/coffee/i) },
      otherwise: { merchant: 'Starbucks' },
      sources: { categoryId: { by: 'enrichment' } },
      bankText: expect.stringContaining('SQ *STARBUCKS'),
    });
    expect(await find(/^Uber$/)).toMatchObject({
      category: { name: 'Groceries' },
      note: 'By rule',
      sources: { merchant: { by: 'enrichment' }, categoryId: { by: 'bank' } },
    });
    expect(await find(/NOBODY/)).toMatchObject({ category: null });
  });

  it('is asked about once, a hundred rows a call, and goes on where it was cut short', async () => {
    const many = Array.from({ length: 230 }, (_, at) => `2026-01-31,UBER TRIP ${at},-1.00,`);
    const { ref } = await bring(many);
    await control('/faults', { path: '/transactions/enrich', times: 1, after: 1, status: 500 });
    const before = await calls();
    const enriched = async () => (await getFileImport(ana, ref.importId)).enriched;
    expect(await enriched()).toBe(0);
    await expect(enrichImport(ref)).rejects.toMatchObject({ status: 500 });
    const named = () => db().transaction.count({ where: { accountId, merchantName: 'Uber' } });
    expect(await named()).toBe(100);
    expect(await enriched()).toBe(100);
    await enrichImport(ref);
    expect(await enriched()).toBeNull();
    expect(await named()).toBe(230);
    expect((await calls()) - before).toBe(4);
    await Promise.all([enrichImport(ref), enrichImport(ref)]);
    expect((await calls()) - before).toBe(4);
    await db().fileImport.updateMany({ data: { finishedAt: new Date('2026-01-01') } });
    expect(await listUnenriched()).toEqual([]);
  });
});

describe('nothing goes to Plaid', () => {
  it('unless this installation, the person, the currency and the account are such', async () => {
    const before = await calls();
    const { ref } = await bring(file, { enrich: false });
    await enrichImport(ref);
    const euro = await bring(file, { into: await open('EUR') });
    expect(euro.enrichable).toBe(false);
    await enrichImport(euro.ref);
    Object.assign(env(), { ENRICH_IMPORTS: false });
    const off = await bring(['2026-02-01,UBER TRIP,-1.00,']);
    expect(off.enrichable).toBe(false);
    await enrichImport(off.ref);
    expect(await calls()).toBe(before);
    expect((await list()).some(({ merchant }) => merchant === 'Uber')).toBe(false);
  });

  it('again, about rows that it cannot read', async () => {
    const refusal = { status: 400, errorType: 'INVALID_REQUEST', errorCode: 'INVALID_FIELD' };
    const { ref } = await bring(file);
    await control('/faults', { path: '/transactions/enrich', times: 1, ...refusal });
    await enrichImport(ref);
    const before = await calls();
    await enrichImport(ref);
    expect(await calls()).toBe(before);
  });

  it('for a day once it says that this is not for us, which the operator reads once', async () => {
    const refusal = { status: 400, errorType: 'INVALID_INPUT', errorCode: 'INVALID_PRODUCT' };
    await control('/faults', { path: '/transactions/enrich', times: 1, ...refusal });
    const { ref } = await bring(file);
    await enrichImport(ref);
    const told = () =>
      db().auditEntry.findMany({ where: { chainId: installationLog, kind: 'enrich_refused' } });
    expect(await told()).toHaveLength(1);
    const before = await calls();
    await enrichImport(ref);
    await db().fileImport.updateMany({ data: { finishedAt: new Date('2026-01-01') } });
    expect(await listUnenriched()).toEqual([]);
    expect([await calls(), (await told()).length]).toEqual([before, 1]);
  });
});

import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createAccount } from '#lib/accounts/mutations';
import { createReport } from '#lib/asset-reports/create-report';
import { pollReport } from '#lib/asset-reports/poll-report';
import { getReport } from '#lib/asset-reports/queries';
import { requestReportRemoval } from '#lib/asset-reports/remove-report';
import { db } from '#lib/db/client';
import { deleteIncome } from '#lib/income/remove-income';
import { refreshItem } from '#lib/items/refresh-item';
import { departMember } from '#lib/members/depart-member';
import {
  createHousehold,
  joinHousehold,
  linkItem,
  syncHistory,
  type TestHousehold,
} from '#lib/testing/household';
import { shareIncome } from '#lib/testing/income';
import { readStatementList } from '#lib/testing/statements';
import type { ChosenDocument, SharedStatementDto } from './contract.ts';
import { createPack } from './create-pack.ts';
import { deleteEndedPacks, revokePack } from './mutations.ts';
import { openPack } from './open-pack.ts';
import { getPack, listPacks } from './queries.ts';
import { readDocument } from './read-document.ts';

const notFound = { code: 'not_found' };
const today = new Date().toISOString().slice(0, 10);
const browser = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
const netWorth: ChosenDocument = { kind: 'net_worth', on: today, today };

let ana: TestHousehold & { name: string };

beforeEach(async () => {
  ana = { ...(await createHousehold()), name: 'Ana Prior' };
  const input = { name: 'Jar', kind: 'cash', currency: 'USD', openingMinor: 12_300 } as const;
  await createAccount(ana, input);
});

async function share(
  documents: ChosenDocument[] = [netWorth],
  passphrase: string | null = null,
  who = ana,
) {
  const made = await createPack(who, { title: 'The flat', documents, days: 7, passphrase });
  const token = made.link.split('#')[1] ?? '';
  return { ...made, token, key: { token, passphrase } };
}

const edit = (id: string, data: object) =>
  db().proofPack.update({ where: { householdId_id: { householdId: ana.householdId, id } }, data });

const sealed = () =>
  db().proofPackDocument.count({
    where: { householdId: ana.householdId, contentSealed: { not: null } },
  });

/** A document behind a link, as whoever has it gets it. */
async function readFirst(key: { token: string; passphrase: string | null }) {
  const pack = await openPack(key, browser);
  if (pack.locked) throw new Error('It is locked.');
  return readDocument(key, pack.documents[0]?.id ?? '', browser);
}

async function expectPdf(key: { token: string; passphrase: string | null }): Promise<void> {
  const answer = (await readFirst(key)) as Response;
  expect(answer.headers.get('content-type')).toBe('application/pdf');
  const bytes = Buffer.from(await answer.arrayBuffer());
  expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
}

async function makeReport() {
  const item = await linkItem(ana, { username: 'user_good', alsoProducts: ['assets'] });
  await refreshItem(item.householdId, item.itemId);
  const { id } = await createReport(ana, { itemIds: [item.itemId], days: 30 });
  await vi.waitFor(
    async () => {
      await pollReport({ householdId: ana.householdId, reportId: id });
      expect((await getReport(ana, id)).state).toBe('ready');
    },
    { timeout: 20_000, interval: 100 },
  );
  return id;
}

describe('a link to documents', () => {
  it('shows figures as they were, says whose they are and until when, and nothing of ids', async () => {
    const { key, pack, token } = await share();
    expect(await openPack(key, browser)).toMatchObject({
      locked: false,
      by: expect.stringMatching(/^Person/),
      until: pack.endsAt,
      title: 'The flat',
    });
    await createAccount(ana, { name: 'New', kind: 'cash', currency: 'USD', openingMinor: 900 });
    const shared = (await readFirst(key)) as SharedStatementDto;
    expect(shared.statement.currencies).toMatchObject([{ netMinor: 12_300 }]);
    expect(JSON.stringify(shared)).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-/);
    const row = await db().proofPack.findFirstOrThrow({ where: { id: pack.id } });
    expect(
      JSON.stringify({ ...row, tokenHash: Buffer.from(row.tokenHash).toString() }),
    ).not.toContain(token);
  });

  it('is of one’s own accounts alone', async () => {
    const ben = { ...(await joinHousehold(ana)), name: 'Ben' };
    const { key } = await share([netWorth], null, ben);
    const shared = (await readFirst(key)) as SharedStatementDto;
    expect(shared.statement.currencies).toEqual([]);
  });

  it('passes a report on as Plaid prints it, for as long as there is one', async () => {
    const assetReportId = await makeReport();
    const { key } = await share([{ kind: 'asset_report', assetReportId }]);
    await expectPdf(key);
    const { householdId } = ana;
    await db().$transaction((tx) => requestReportRemoval(tx, { householdId, id: assetReportId }));
    await expect(readFirst(key)).rejects.toMatchObject({
      code: 'not_found',
      message: expect.stringMatching(/Ask whoever sent the link/),
    });
    const ben = { ...(await joinHousehold(ana)), name: 'Ben' };
    await expect(share([{ kind: 'asset_report', assetReportId }], null, ben)).rejects.toMatchObject(
      notFound,
    );
  });

  it('passes a bank’s statement on, of one’s own accounts alone', async () => {
    const item = await linkItem(ana, { username: 'user_good', alsoProducts: ['statements'] });
    await syncHistory(item);
    await refreshItem(item.householdId, item.itemId);
    await readStatementList(item);
    const { id: statementId } = await db().statement.findFirstOrThrow({
      where: { householdId: ana.householdId },
    });
    const document: ChosenDocument = { kind: 'statement', statementId };
    await expectPdf((await share([document])).key);
    const ben = { ...(await joinHousehold(ana)), name: 'Ben' };
    await expect(share([document], null, ben)).rejects.toMatchObject(notFound);
  });

  it('passes Plaid’s report of an income on, until that is deleted', async () => {
    const income: ChosenDocument = { kind: 'income' };
    await expect(share([income])).rejects.toMatchObject(notFound);
    await shareIncome(ana, 'bank');
    const { key } = await share([income]);
    await expectPdf(key);
    await deleteIncome(ana);
    await expect(readFirst(key)).rejects.toMatchObject(notFound);
  });

  it('leads nowhere once it is taken back, over, or its person has left', async () => {
    const [revoked, over, left] = [await share(), await share(), await share()];
    await revokePack(ana, revoked.pack.id);
    await edit(over.pack.id, { expiresAt: new Date(Date.now() - 1_000) });
    for (const { key } of [revoked, over]) {
      await expect(openPack(key, browser)).rejects.toMatchObject(notFound);
      await expect(readDocument(key, ana.memberId, browser)).rejects.toMatchObject(notFound);
    }
    await expect(revokePack(ana, over.pack.id)).rejects.toMatchObject(notFound);
    expect(await sealed()).toBe(2);
    await deleteEndedPacks();
    expect(await sealed()).toBe(1);
    await edit(over.pack.id, { expiresAt: new Date(Date.now() - 31 * 86_400_000) });
    await deleteEndedPacks();
    expect((await listPacks(ana)).items.map(({ id }) => id)).not.toContain(over.pack.id);
    const { householdId, memberId } = ana;
    await db().$transaction((tx) =>
      departMember(tx, { householdId, memberId, name: 'Ana' }, 'keep'),
    );
    await expect(openPack(left.key, browser)).rejects.toMatchObject(notFound);
    expect(await db().proofPack.count({ where: { householdId } })).toBe(0);
  });

  it('is nobody else’s to see or to take back', async () => {
    const { pack } = await share();
    for (const who of [await joinHousehold(ana), await createHousehold()]) {
      expect((await listPacks(who)).items).toEqual([]);
      await expect(getPack(who, pack.id)).rejects.toMatchObject(notFound);
      await expect(revokePack(who, pack.id)).rejects.toMatchObject(notFound);
    }
    const other = await share();
    const { documents } = other.pack;
    const { key } = await share();
    await expect(readDocument(key, documents[0]?.id ?? '', browser)).rejects.toMatchObject(
      notFound,
    );
    await expect(
      openPack({ token: 'x'.repeat(64), passphrase: null }, browser),
    ).rejects.toMatchObject(notFound);
  });
});

describe('a passphrase', () => {
  it('stands before everything but whose it is, and is tried ten times', async () => {
    const { key, pack } = await share([netWorth], 'orange battery');
    const without = { ...key, passphrase: null };
    expect(Object.keys(await openPack(without, browser)).sort()).toEqual(['by', 'locked', 'until']);
    const documentId = pack.documents[0]?.id ?? '';
    await expect(readDocument(without, documentId, browser)).rejects.toMatchObject({
      code: 'wrong_credentials',
    });
    expect(await openPack(key, browser)).toMatchObject({ locked: false });
    const wrong = { ...key, passphrase: 'wrong' };
    const codes: string[] = [];
    for (let tries = 0; tries < 11; tries += 1) {
      await openPack(wrong, browser).catch((error: { code: string }) => codes.push(error.code));
    }
    expect(codes.slice(0, 9)).toEqual(new Array(9).fill('wrong_credentials'));
    expect(codes.at(-1)).toBe('rate_limited');
    const { visits } = await getPack(ana, pack.id);
    expect(visits.filter(({ kind }) => kind === 'refused').length).toBeGreaterThanOrEqual(10);
  });
});

it('notes when and what, by which kind of browser, and never from where', async () => {
  const { key, pack } = await share();
  await readFirst(key);
  const { visits } = await getPack(ana, pack.id);
  expect(visits.map(({ kind, document, device }) => ({ kind, document, device }))).toEqual([
    { kind: 'read', document: pack.documents[0]?.title, device: 'Firefox on Linux' },
    { kind: 'opened', document: null, device: 'Firefox on Linux' },
  ]);
  const kinds = (chainId: string) =>
    db().auditEntry.findMany({ where: { chainId }, select: { kind: true } });
  expect(await kinds(ana.userId)).toContainEqual({ kind: 'pack_shared' });
  expect(await kinds(ana.householdId)).not.toContainEqual({ kind: 'pack_shared' });
});

import { createHash, randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { createSession } from '#lib/auth/sessions';
import { createFeed } from '#lib/calendar/mutations';
import { db } from '#lib/db/client';
import { readZip, takeArchive } from '#lib/testing/archive';
import {
  createHousehold,
  type LinkedItem,
  linkItem,
  syncHistory,
  type TestHousehold,
} from '#lib/testing/household';
import { buildArchive } from './build-archive.ts';
import { columnsSql } from './columns.ts';
import { createArchive, listUnfinishedArchives } from './create-archive.ts';
import { downloadArchive } from './download-archive.ts';
import { type Manifest, manifestSchema } from './manifest.ts';
import { deleteOldArchives } from './mutations.ts';
import { getArchive, listArchives } from './queries.ts';
import { tablePlans } from './tables.ts';

let ana: TestHousehold;
let ben: TestHousehold;
let item: LinkedItem;
let files: Map<string, Buffer>;
let manifest: Manifest;

const formula = '=HYPERLINK("https://evil.example";"Refund")';

beforeAll(async () => {
  ana = await createHousehold();
  ben = await createHousehold();
  item = await linkItem(ana);
  await syncHistory(item);
  await syncHistory(await linkItem(ben));
  await createSession({ userId: ana.userId });
  await createFeed(ana);
  const [row] = await db().transaction.findMany({ where: { itemId: item.itemId }, take: 1 });
  await db().transaction.update({
    where: { householdId_id: { householdId: ana.householdId, id: row?.id ?? '' } },
    data: { note: formula, noteSetAt: new Date(), amountMinor: 9007199254740993n },
  });
  const [account] = await db().account.findMany({ where: { itemId: item.itemId }, take: 1 });
  await makeRules({ Kept: [gone, account?.id ?? ''], Lost: [gone], Any: [] });
  files = await readZip(await takeArchive(ana));
  manifest = manifestSchema.parse(JSON.parse(text('manifest.json')));
});

/** An account that was deleted. */
const gone = randomUUID();

async function makeRules(accountIdsOf: Record<string, string[]>): Promise<void> {
  const { householdId } = ana;
  const data = Object.entries(accountIdsOf).map(([name, accountIds], position) => ({
    ...{ householdId, id: randomUUID(), name, position, text: 'x', hide: true, accountIds },
  }));
  await db().rule.createMany({ data });
}

const text = (path: string) => files.get(path)?.toString('utf8') ?? '';
const rows = (table: string) => JSON.parse(text(`json/${table}.json`)) as Record<string, unknown>[];

describe('an archive', () => {
  it('has every column of every table, or says why not', async () => {
    const columns = await db().$queryRawUnsafe<{ table: string; name: string }[]>(columnsSql);
    expect(columns.length).toBeGreaterThan(200);
    const missing = columns.filter(({ table, name }) => {
      const said = manifest.tables[table];
      const has = said?.restored.includes(name) || said?.readOnly.includes(name);
      return !has && !manifest.left[table] && !manifest.left[`${table}.${name}`];
    });
    expect(missing.filter(({ name }) => name !== 'householdId')).toEqual([]);
    // What is said of columns that are not there says nothing.
    const named = Object.entries(tablePlans).flatMap(([table, plan]) =>
      Object.keys({
        ...('without' in plan && plan.without),
        ...('readOnly' in plan && plan.readOnly),
        ...('instead' in plan && plan.instead),
      }).map((column) => `${table}.${column}`),
    );
    const known = new Set(columns.map(({ table, name }) => `${table}.${name}`));
    expect(named.filter((name) => !known.has(name))).toEqual([]);
  });

  it('has every row, to the last digit', async () => {
    const { householdId } = ana;
    for (const table of ['Transaction', 'Account', 'Category', 'SyncRun', 'BalanceSnapshot']) {
      const [{ count } = { count: -1 }] = await db().$queryRawUnsafe<{ count: number }[]>(
        `SELECT count(*)::int AS "count" FROM "${table}" WHERE "householdId" = '${householdId}'`,
      );
      expect(count, table).toBeGreaterThan(0);
      expect(rows(table), table).toHaveLength(count);
      expect(manifest.tables[table]?.rows).toBe(count);
      expect(text(`csv/${table}.csv`).split('\r\n').length, table).toBeGreaterThan(count);
    }
    expect(text('json/Transaction.json')).toContain('"amountMinor":9007199254740993,');
    expect(text('spreadsheets/transactions.csv')).toContain(',90071992547409.93,USD,');
  });

  it('has a rule without its accounts that are gone, unless it asks for them alone', async () => {
    const { accountIds } = await db().rule.findFirstOrThrow({
      where: { householdId: ana.householdId, name: 'Kept' },
    });
    const told = rows('Rule').map((rule) => [rule.name, rule.accountIds]);
    expect(new Map(told as [string, string[]][])).toEqual(
      new Map([
        ['Kept', accountIds.filter((id) => id !== gone)],
        ['Any', []],
      ]),
    );
  });

  it('is what its checksums say', () => {
    const sums = text('SHA256SUMS').trim().split('\n');
    const paths = sums.map((line) => line.split('  ') as [string, string]);
    expect(paths.map(([, path]) => path).sort()).toEqual(
      [...files.keys()].filter((path) => path !== 'SHA256SUMS').sort(),
    );
    for (const [sum, path] of paths) {
      const hash = createHash('sha256').update(files.get(path) ?? '');
      expect(hash.digest('hex'), path).toBe(sum);
    }
  });

  it('holds no secret, and nothing of another household', async () => {
    const { accessTokenSealed } = await db().item.findFirstOrThrow({
      where: { id: item.itemId },
    });
    const { passwordHash } = await db().user.findFirstOrThrow({ where: { id: ana.userId } });
    const sessions = await db().session.findMany({ where: { userId: ana.userId } });
    const feeds = await db().calendarFeed.findMany({ where: { memberId: ana.memberId } });
    const hex = [...sessions, ...feeds].map(({ tokenHash }) =>
      Buffer.from(tokenHash).toString('hex'),
    );
    expect(hex).toHaveLength(2);
    const other = await db().user.findFirstOrThrow({ where: { id: ben.userId } });
    const [foreign] = await db().transaction.findMany({
      where: { householdId: ben.householdId },
      take: 1,
    });
    const unwanted = [
      accessTokenSealed,
      passwordHash,
      ...hex,
      ben.householdId,
      ben.userId,
      other.email,
      foreign?.id ?? '',
    ];
    for (const [path, bytes] of files) {
      const found = unwanted.filter((each) => each !== null && bytes.includes(each));
      expect(found, path).toEqual([]);
    }
  });

  it('opens in a spreadsheet without a formula', () => {
    const lines = text('spreadsheets/transactions.csv').split('\r\n');
    const line = lines.find((each) => each.includes('HYPERLINK'));
    expect(line).toContain(`,"'=HYPERLINK(""https://evil.example"";""Refund"")",`);
    expect(text('csv/Transaction.csv')).toContain(`"'=HYPERLINK(`);
    expect(rows('Transaction').some(({ note }) => note === formula)).toBe(true);
  });
});

describe('making it', () => {
  it('gives one to two presses, and it to nobody else', async () => {
    const [one, two] = await Promise.all([createArchive(ana), createArchive(ana)]);
    expect(one.id).toBe(two.id);
    expect(one).toMatchObject({ state: 'waiting', progress: null });
    await expect(getArchive(ben, one.id)).rejects.toMatchObject({ code: 'not_found' });
    const member = await db().member.create({
      data: { ...ana, id: randomUUID(), userId: ben.userId, role: 'owner', memberId: undefined },
    });
    const other = { householdId: ana.householdId, memberId: member.id, userId: ben.userId };
    await expect(downloadArchive(other, one.id)).rejects.toMatchObject({ code: 'not_found' });
    await buildArchive({ householdId: ana.householdId, archiveId: one.id });
    await expect(downloadArchive(other, one.id)).rejects.toMatchObject({ code: 'not_found' });
    expect((await listArchives(other)).items).toEqual([]);
    expect(await getArchive(ana, one.id)).toMatchObject({ state: 'ready', progress: 1 });
    const told = await db().notification.findMany({ where: { kind: 'archive_ready' } });
    expect(new Set(told.map(({ memberId }) => memberId))).toEqual(new Set([ana.memberId]));
  });

  it('begins anew where a worker was killed, and heeds nothing of that one', async () => {
    const { id } = await createArchive(ana);
    const ref = { householdId: ana.householdId, archiveId: id };
    const where = { householdId_id: { householdId: ref.householdId, id } };
    // A worker that died in the middle: its lease, its attempt, its chunks.
    const leaseUntil = new Date(Date.now() + 30_000);
    await db().archive.update({ where, data: { attempt: 1, leaseUntil } });
    await db().archiveChunk.create({ data: { ...ref, seq: 0, bytes: Buffer.from('half') } });
    await db().archiveChunk.create({ data: { ...ref, seq: 999, bytes: Buffer.from('half') } });
    await buildArchive(ref);
    expect(await getArchive(ana, id)).toMatchObject({ state: 'waiting' });
    expect(await listUnfinishedArchives()).not.toContainEqual(ref);

    await db().archive.update({ where, data: { leaseUntil: new Date(0) } });
    expect(await listUnfinishedArchives()).toContainEqual(ref);
    await buildArchive(ref);
    const { attempt, bytes } = await db().archive.findUniqueOrThrow({ where });
    expect(attempt).toBe(2);
    const response = await downloadArchive(ana, id);
    const zip = Buffer.from(await response.arrayBuffer());
    expect(zip.byteLength).toBe(bytes);
    expect((await readZip(zip)).size).toBe(files.size);
  });

  it('is over after a day', async () => {
    const { id } = await createArchive(ana);
    const { householdId } = ana;
    await buildArchive({ householdId, archiveId: id });
    await db().archive.update({
      where: { householdId_id: { householdId, id } },
      data: { expiresAt: new Date() },
    });
    await expect(downloadArchive(ana, id)).rejects.toMatchObject({ code: 'not_found' });
    expect(await deleteOldArchives()).toBe(1);
    expect(await db().archiveChunk.count({ where: { archiveId: id } })).toBe(0);
  });
});

import { randomBytes, randomUUID } from 'node:crypto';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createAccount } from '#lib/accounts/mutations';
import { addAttachment } from '#lib/attachments/mutations';
import { openStore } from '#lib/attachments/store';
import { createSession } from '#lib/auth/sessions';
import { db } from '#lib/db/client';
import { connectForTables, type TableConnection } from '#lib/db/copy-tables';
import { createEntry } from '#lib/entries/mutations';
import { env, requireEnv } from '#lib/env';
import { enqueue } from '#lib/jobs/enqueue';
import { createLinkedHousehold, type TestHousehold } from '#lib/testing/household';
import { openS3Server } from '#lib/testing/s3-server';
import { createEndpoint } from '#lib/webhook-endpoints/create-endpoint';
import { updateEndpoint } from '#lib/webhook-endpoints/mutations';
import { makeBackup } from './make-backup.ts';
import { measure } from './measure.ts';
import { timeOfName } from './names.ts';
import { openBackup, verifyBackup } from './open-backup.ts';
import { restoreBackup } from './restore-backup.ts';
import { withScratchDatabase } from './scratch-database.ts';
import { createSealer, openPart, sealPart } from './seal-part.ts';
import { openBackupStore } from './store.ts';
import { copyOutOf, listTables } from './tables.ts';

const key = { id: 'test', bytes: randomBytes(32) };
const liveUrl = requireEnv('DATABASE_URL');
const note = `Rückerstattung 🧾 \\N \t "x" ${randomUUID()}`;

let bucket: Awaited<ReturnType<typeof openS3Server>>;
let dir: string;
let ana: TestHousehold;
let name: string;

beforeAll(async () => {
  bucket = await openS3Server();
  dir = mkdtempSync(join(tmpdir(), 'plumbline-backups-'));
  use({});
  Object.assign(env(), {
    attachments: { store: 'folder', folder: join(dir, 'attachments'), s3: bucket.settings },
  });
  ({ owner: ana } = await createLinkedHousehold());
  await createSession({ userId: ana.userId });
  await db().encryptionKey.createMany({
    data: [{ id: 'test', sentinel: 'x' }],
    skipDuplicates: true,
  });
  const cash = { name: 'Wallet', kind: 'cash', currency: 'EUR', openingMinor: 0 } as const;
  const { id: accountId } = await createAccount(ana, cash);
  const entry = { accountId, date: '2026-01-31', amountMinor: -100, name: 'Market', note } as const;
  const { id: transactionId } = await createEntry(ana, entry);
  const pdf = new Uint8Array(Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(5_000_000)]));
  const request = new Request('http://x/', { method: 'POST', body: pdf });
  await addAttachment(ana, { transactionId, name: 'receipt.pdf' }, request);
  await enqueue(db(), 'sweep', {}, { key: 'waiting' });
  await addListeners(ana);
  name = (await makeBackup(liveUrl)).name;
});
afterAll(() => {
  bucket.close();
  rmSync(dir, { recursive: true, force: true });
});
beforeEach(() => use({}));

/** Two programs that are told of events, one that is paused, and a device that shows notices. */
async function addListeners({ householdId, memberId }: TestHousehold): Promise<void> {
  for (const each of ['Sheet', 'Script', 'Paused']) {
    const url = `https://${each.toLowerCase()}.example.com/`;
    const input = { name: each, url, events: ['sync.completed'] } satisfies Parameters<
      typeof createEndpoint
    >[1];
    const { endpoint } = await createEndpoint(ana, input);
    if (each === 'Paused') await updateEndpoint(ana, endpoint.id, { state: 'paused' });
  }
  const device = { endpoint: 'https://push.example.com/1', p256dh: 'x', auth: 'x', name: 'Phone' };
  const [id, sessionId] = [randomUUID(), randomUUID()];
  await db().pushDevice.create({ data: { householdId, id, memberId, sessionId, ...device } });
}

function use(settings: Partial<ReturnType<typeof env>['backups']>): void {
  const folder = join(dir, 'backups');
  const usual = { keys: [key], folder, bucket: null, intervalHours: 24, keepDays: 30 };
  Object.assign(env(), { backups: { ...usual, drillUrl: null, ...settings } });
}

const silent = { forGood: false, say: () => {} };
const open = (which = name) => openBackup(openBackupStore(), which, env().backups.keys);

/** Where it is written down that a backup was made, once it is. */
const ownTables = ['Backup', 'AuditChain', 'AuditEntry'];

/** Everything that a database holds, by table, in so far as a backup keeps it. */
async function readAll(url: string): Promise<Record<string, string>> {
  const connection = await connectForTables(url);
  try {
    const sums: Record<string, string> = {};
    for (const table of await listTables(connection)) {
      if (ownTables.includes(table.name)) continue;
      const { rows, sha256 } = await measure(connection.copyOut(copyOutOf(table)));
      sums[table.name] = `${rows} ${sha256}`;
    }
    return sums;
  } finally {
    await connection.end();
  }
}

async function countTables(url: string): Promise<number> {
  const connection = await connectForTables(url);
  const tables = await listTables(connection);
  await connection.end();
  return tables.length;
}

function withLaterFormat(manifest: Buffer): Buffer {
  manifest.writeUInt8(2, 4);
  return manifest;
}

describe('a backup', () => {
  it('has every table of the database but those that are left with a reason', async () => {
    const { manifest } = await open();
    const tables = await db().$queryRaw<{ name: string }[]>`
      SELECT table_name AS "name" FROM information_schema.tables
      WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND table_name <> '_prisma_migrations'`;
    expect(manifest.tables.map((table) => table.name).sort()).toEqual(
      tables.map((table) => table.name).sort(),
    );
    expect(manifest.tables.find((table) => table.name === 'Transaction')?.rows).toBeGreaterThan(20);
    expect(manifest.objects).toMatchObject({ count: 1, missing: 0 });
    expect(manifest.encryptionKeyIds).toEqual(['test']);
  });

  it('is whole, and its row says so', async () => {
    expect((await verifyBackup(await open())).name).toBe(name);
    const row = await db().backup.findUniqueOrThrow({ where: { name } });
    expect(row).toMatchObject({ state: 'done', error: null });
    expect(Number(row.bytes)).toBeGreaterThan(5_000_000);
  });

  it('holds nothing that could be read without its key', async () => {
    const user = await db().user.findUniqueOrThrow({ where: { id: ana.userId } });
    const canaries = [user.email, user.passwordHash ?? '', 'Rückerstattung', '%PDF', 'Transaction'];
    const files = readdirSync(join(dir, 'backups', name));
    expect(files.length).toBeGreaterThan(2);
    for (const file of files) {
      const bytes = readFileSync(join(dir, 'backups', name, file));
      expect(canaries.filter((canary) => bytes.includes(canary))).toEqual([]);
      expect(bytes.includes(key.bytes)).toBe(false);
    }
  });

  it('comes back as it was, without the rights of a superuser', async () => {
    await withScratchDatabase(liveUrl, async (url) => {
      const role = `owner_${randomBytes(4).toString('hex')}`;
      const as = new URL(url);
      [as.username, as.password] = [role, 'restoring'];
      const admin = await connectForTables(url);
      await admin.rows(`CREATE ROLE ${role} LOGIN PASSWORD 'restoring'`);
      await admin.rows(`ALTER DATABASE ${as.pathname.slice(1)} OWNER TO ${role}`);
      const before = await readAll(liveUrl);
      const { objects } = await restoreBackup(await open(), as.href, silent);
      expect(await readAll(url)).toEqual(before);
      expect(objects).toBe(1);
      // The guards stand again.
      await expect(admin.rows('DELETE FROM "AuditEntry"')).rejects.toThrow('append-only');
      const keys = `SELECT count(*)::int AS "keys" FROM pg_constraint WHERE contype = 'f'`;
      const [live] = await db().$queryRawUnsafe<{ keys: number }[]>(keys);
      expect(await admin.rows(keys)).toEqual([live]);
      await admin.end();
    });
  });

  it('puts files back and signs everybody out when it is for good', async () => {
    await withScratchDatabase(liveUrl, async (url) => {
      const [object] = await db().storedObject.findMany();
      const id = object?.id ?? '';
      const bytes = await openStore('folder').get(id, 10_000_000);
      await openStore('folder').remove(id);
      await restoreBackup(await open(), url, { ...silent, forGood: true });
      expect(await openStore('folder').get(id, 10_000_000)).toEqual(bytes);
      const connection = await connectForTables(url);
      expect(await connection.rows('SELECT FROM "Session"')).toEqual([]);
      expect(await connection.rows('SELECT "state"::text, "name" FROM "Backup"')).toEqual([
        { state: 'done', name },
      ]);
      await connection.end();
    });
  });
});

describe('what tells others', () => {
  const readListeners = async (from: TableConnection) => ({
    webhooks: await from.rows(
      'SELECT "name", "state"::text, "offReason" FROM "WebhookEndpoint" ORDER BY "name"',
    ),
    devices: await from.rows('SELECT "name" FROM "PushDevice"'),
  });

  it('is off after a restore for good, until its member says so: two installations may run', async () => {
    await withScratchDatabase(liveUrl, async (url) => {
      const restored = await restoreBackup(await open(), url, { ...silent, forGood: true });
      expect(restored.webhooks).toBe(2);
      const connection = await connectForTables(url);
      expect(await readListeners(connection)).toEqual({
        webhooks: [
          { name: 'Paused', state: 'paused', offReason: null },
          { name: 'Script', state: 'off', offReason: 'restored' },
          { name: 'Sheet', state: 'off', offReason: 'restored' },
        ],
        devices: [],
      });
      await connection.end();
    });
  });

  it('is left as it is where backups are made, and in a drill', async () => {
    await withScratchDatabase(liveUrl, async (url) => {
      expect((await restoreBackup(await open(), url, silent)).webhooks).toBe(0);
      const [live, drilled] = [await connectForTables(liveUrl), await connectForTables(url)];
      expect(await readListeners(drilled)).toEqual(await readListeners(live));
      expect((await readListeners(live)).devices).toEqual([{ name: 'Phone' }]);
      await live.end();
      await drilled.end();
    });
  });
});

describe('a backup that is not what it was', () => {
  let other: string;
  beforeAll(async () => {
    other = (await makeBackup(liveUrl)).name;
  });
  beforeEach(() => {
    const copy = mkdtempSync(join(dir, 'tampered-'));
    for (const each of [name, other]) {
      cpSync(join(dir, 'backups', each), join(copy, each), { recursive: true });
    }
    use({ folder: copy });
  });

  const fileOf = (which: string, file: string) => join(env().backups.folder, which, file);
  const change = (file: string, to: (bytes: Buffer) => Buffer) =>
    writeFileSync(fileOf(name, file), to(readFileSync(fileOf(name, file))));
  const flip = (at: number) => (bytes: Buffer) => {
    bytes[at] = (bytes.at(at) ?? 0) ^ 1;
    return bytes;
  };

  const [first, second] = ['part-000000', 'part-000001'] as const;
  it.each<[string, () => void, RegExp]>([
    ['a changed byte', () => change(first, flip(200_000)), /part 0 was changed or damaged/],
    ['a changed seal', () => change(second, (b) => flip(b.length - 1)(b)), /part 1 was changed/],
    ['a changed manifest', () => change('manifest', flip(200)), /manifest was changed/],
    ['a part that is cut short', () => change(second, (b) => b.subarray(0, 1_000)), /part 1 was/],
    ['a missing part', () => rmSync(fileOf(name, second)), /cut short: part-000001 of 2/],
    [
      'parts in each other’s place',
      () => {
        const [a, b] = [first, second].map((file) => readFileSync(fileOf(name, file)));
        change(first, () => b ?? Buffer.alloc(0));
        change(second, () => a ?? Buffer.alloc(0));
      },
      /part 0 is in the wrong place/,
    ],
    [
      'another backup’s part',
      () => change(first, () => readFileSync(fileOf(other, first))),
      /part 0 is of another backup/,
    ],
    [
      'another backup’s parts and manifest',
      () => cpSync(fileOf(other, ''), fileOf(name, ''), { recursive: true }),
      /manifest was changed or damaged, or the backup was renamed/,
    ],
    ['no manifest', () => rmSync(fileOf(name, 'manifest')), /no finished backup/],
    ['something else', () => change('manifest', () => Buffer.from('hello')), /no backup of Plumb/],
    ['a later format', () => change('manifest', withLaterFormat), /newer version/],
  ])('is noticed: %s', async (_, damage, words) => {
    await expect(open().then(verifyBackup)).resolves.toBeTruthy();
    damage();
    await expect(open().then(verifyBackup)).rejects.toThrow(words);
  });

  it('does not open with another key, and says which it needs', async () => {
    use({ keys: [] });
    await expect(open()).rejects.toThrow(
      'the key "test", and BACKUP_KEY is not set (bring the secrets',
    );
    use({ keys: [{ id: 'other', bytes: randomBytes(32) }] });
    await expect(open()).rejects.toThrow('the key "test", and BACKUP_KEY holds other');
    use({ keys: [{ id: 'test', bytes: randomBytes(32) }] });
    await expect(open()).rejects.toThrow('another key of the name "test"');
    use({ keys: [{ id: 'new', bytes: randomBytes(32) }, key] });
    expect((await open()).manifest.name).toBe(name);
  });

  it('leaves the database that it would have gone into empty', async () => {
    change(second, flip(500_000));
    await withScratchDatabase(liveUrl, async (url) => {
      await expect(restoreBackup(await open(), url, silent)).rejects.toThrow('part 1 was changed');
      expect(await countTables(url)).toBe(0);
      use({});
      await restoreBackup(await open(), url, silent);
    });
  });

  it('is not taken for an older one by what it says of itself', () => {
    const sealer = createSealer('one', key);
    const part = sealPart(sealer, 3, Buffer.from('rows'));
    expect(openPart(sealer, 3, part).toString()).toBe('rows');
    expect(() => openPart({ ...sealer, name: 'two' }, 3, part)).toThrow('renamed');
  });
});

describe('a restore', () => {
  it('refuses a database that holds anything, and changes nothing', async () => {
    const before = await readAll(liveUrl);
    await expect(restoreBackup(await open(), liveUrl, silent)).rejects.toThrow('is not empty');
    expect(await readAll(liveUrl)).toEqual(before);
    await withScratchDatabase(liveUrl, async (url) => {
      const connection = await connectForTables(url);
      await connection.rows('CREATE TABLE theirs ()');
      await expect(restoreBackup(await open(), url, silent)).rejects.toThrow('public.theirs');
      expect(await countTables(url)).toBe(1);
      await connection.end();
    });
  });

  it('refuses what a newer version made', async () => {
    const backup = await open();
    const newer = { name: '29990101000000_tomorrow', checksum: '' };
    backup.manifest.migrations.push(newer);
    await expect(restoreBackup(backup, liveUrl, silent)).rejects.toThrow(
      /newer version of Plumbline .*29990101000000_tomorrow/,
    );
  });

  it('has what is reckoned from rows made anew where it was wrong, and takes the rest', async () => {
    await db().$executeRaw`UPDATE "MonthSum" SET "minor" = "minor" + 1`;
    const wrong = await makeBackup(liveUrl).finally(
      () => db().$executeRaw`UPDATE "MonthSum" SET "minor" = "minor" - 1`,
    );
    const said: string[] = [];
    // A drill is not silent of it.
    await withScratchDatabase(liveUrl, async (url) => {
      const drill = restoreBackup(await open(wrong.name), url, silent);
      await expect(drill).rejects.toThrow(/not sound: .*Sums by month/);
    });
    await withScratchDatabase(liveUrl, async (url) => {
      await restoreBackup(await open(wrong.name), url, {
        forGood: true,
        say: (text) => said.push(text),
      });
      const connection = await connectForTables(url);
      const counted = 'SELECT FROM "Household" WHERE "monthSumsAt" IS NOT NULL';
      expect(await connection.rows(counted)).toEqual([]);
      await connection.end();
    });
    expect(said.join()).toContain('mended: Sums by month');
  });

  it('notices rows that are not those that were copied', async () => {
    const backup = await open();
    const table = backup.manifest.tables.find((each) => each.name === 'Transaction');
    Object.assign(table ?? {}, { rows: 1 });
    await withScratchDatabase(liveUrl, async (url) => {
      await expect(restoreBackup(backup, url, silent)).rejects.toThrow(/table Transaction is not/);
      expect(await countTables(url)).toBe(0);
    });
  });
});

describe('making one', () => {
  it('leaves nothing of one that is interrupted', async () => {
    const folder = mkdtempSync(join(dir, 'interrupted-'));
    use({ folder });
    let stored: string[] = [];
    const leave = () => {
      const [unfinished = ''] = readdirSync(folder);
      stored = readdirSync(join(folder, unfinished));
      return stored.length > 0;
    };
    await expect(makeBackup(liveUrl, leave)).rejects.toThrow('interrupted');
    expect(stored).toEqual(['part-000000']);
    expect(readdirSync(folder)).toEqual([]);
    await expect(open('latest')).rejects.toThrow('no finished backup');
    expect(await db().backup.findFirst({ orderBy: { name: 'desc' } })).toMatchObject({
      state: 'failed',
      error: expect.stringContaining('interrupted'),
    });
  });

  it('happens once at a time, and is told from one that died', async () => {
    const dead = { id: randomUUID(), name: '20260101T000000000Z-00000000' };
    await db().backup.create({ data: dead });
    await openBackupStore().begin(dead.name);
    await openBackupStore().open(dead.name).put('part-000000', randomBytes(8));
    const made = await Promise.allSettled([makeBackup(liveUrl), makeBackup(liveUrl)]);
    expect(made.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await db().backup.findUnique({ where: { id: dead.id } })).toMatchObject({
      state: 'failed',
    });
    expect(await openBackupStore().list()).not.toContain(dead.name);
  });

  it('takes one for what it is that was whole when its process died', async () => {
    const died = { state: 'running', finishedAt: null } as const;
    await db().backup.updateMany({ where: { name }, data: died });
    await makeBackup(liveUrl);
    expect(await db().backup.findUnique({ where: { name } })).toMatchObject({ state: 'done' });
    expect((await verifyBackup(await open())).name).toBe(name);
  });

  it('is written down for operators, as is a restore', async () => {
    const read = (from: TableConnection) =>
      from.rows(`SELECT "kind", "details" FROM "AuditEntry" WHERE "kind" LIKE 'backup_%'
        ORDER BY "seq" DESC LIMIT 1`);
    const made = await makeBackup(liveUrl);
    const details = JSON.stringify({ name: made.name, rows: made.rows });
    const live = await connectForTables(liveUrl);
    expect(await read(live)).toEqual([{ kind: 'backup_made', details }]);
    await live.end();
    await withScratchDatabase(liveUrl, async (url) => {
      await restoreBackup(await open(made.name), url, { ...silent, forGood: true });
      const restored = await connectForTables(url);
      expect(await read(restored)).toEqual([{ kind: 'backup_restored', details }]);
      await restored.end();
    });
  });

  it('needs a key', async () => {
    use({ keys: [] });
    await expect(makeBackup(liveUrl)).rejects.toThrow('BACKUP_KEY is not set');
  });

  it('says what it lacks', async () => {
    const [object] = await db().storedObject.findMany();
    const store = openStore('folder');
    const bytes = (await store.get(object?.id ?? '', 10_000_000)) ?? new Uint8Array();
    await store.remove(object?.id ?? '');
    const made = await makeBackup(liveUrl);
    await store.put(object?.id ?? '', bytes);
    const row = await db().backup.findUniqueOrThrow({ where: { name: made.name } });
    expect(row.error).toContain(object?.id);
  });
});

describe('a bucket', () => {
  it('keeps what a folder keeps, and never lists', async () => {
    use({ bucket: bucket.settings });
    const made = await makeBackup(liveUrl);
    expect(bucket.objects.size).toBe(4);
    expect((await open('latest').then(verifyBackup)).name).toBe(made.name);
    expect(bucket.requests.every((each) => /\/bucket\/files\/./.test(each))).toBe(true);
  });

  it('that refuses fails a backup, and keeps the one of before', async () => {
    use({ bucket: bucket.settings });
    const before = await open('latest');
    bucket.lies.push(...Array.from({ length: 9 }, () => ({ status: 403 })));
    await expect(makeBackup(liveUrl)).rejects.toThrow('S3 answered 403');
    bucket.lies.length = 0;
    expect((await open('latest')).manifest.name).toBe(before.manifest.name);
  });
});

describe.each(['folder', 'bucket'] as const)('in a %s', (place) => {
  it('old ones go, and what was interrupted; the newest and the newest proven stay', async () => {
    const folder = mkdtempSync(join(dir, 'retention-'));
    bucket.objects.clear();
    use({ folder, bucket: place === 'bucket' ? bucket.settings : null });
    const store = openBackupStore();
    const days = (n: number) =>
      `${new Date(Date.now() - n * 86_400_000).toISOString().replace(/[-:.]/g, '')}-0000000${n % 10}`;
    const put = async (each: string, files: string[]) => {
      await store.begin(each);
      for (const file of files) await store.open(each).put(file, randomBytes(10));
    };
    const [proven, old, halved, young] = [days(41), days(31), days(2), days(29)];
    for (const each of [proven, old, young]) await put(each, ['part-000000', 'manifest']);
    await put(halved, ['part-000000', 'part-000001']);
    await db().backup.createMany({
      data: [proven, old].map((each) => {
        const provenAt = each === proven ? new Date() : null;
        const startedAt = timeOfName(each);
        return { id: randomUUID(), name: each, state: 'done' as const, startedAt, provenAt };
      }),
    });
    const made = await makeBackup(liveUrl);
    expect(await store.list()).toEqual([proven, young, made.name].sort());
    expect(await db().backup.count({ where: { name: { in: [proven, old] } } })).toBe(1);
    await db().backup.deleteMany({ where: { name: proven } });
  });

  it('a clock that jumped ahead takes away a few, and not all of them', async () => {
    const folder = mkdtempSync(join(dir, 'jumped-'));
    bucket.objects.clear();
    use({ folder, bucket: place === 'bucket' ? bucket.settings : null });
    const store = openBackupStore();
    const names = Array.from(
      { length: 8 },
      (_, index) => `202601${10 + index}T000000000Z-00000000`,
    );
    for (const each of names) {
      await store.begin(each);
      await store.open(each).put('manifest', randomBytes(10));
    }
    await makeBackup(liveUrl);
    expect((await store.list()).slice(0, -1)).toEqual(names.slice(3));
  });
});

import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { listAudit } from '#lib/audit/queries';
import { sealedColumns } from '#lib/crypto/sealed-columns';
import { db } from '#lib/db/client';
import { env } from '#lib/env';
import { openAccessToken, sealAccessToken } from '#lib/items/access-token';
import { startHeartbeat } from '#lib/jobs/worker-heartbeat';
import { createHousehold, linkItem, type TestHousehold } from '#lib/testing/household';
import { findForeignKeys } from './check-keys.ts';
import { rotateKeys } from './rotate-keys.ts';

const newKey = (id: string) => ({ id, bytes: Buffer.from(randomBytes(32)) });
const [old, fresh] = [newKey('old'), newKey('fresh')];

/** As a process that was started with these keys. */
function useKeys(...keys: ReturnType<typeof newKey>[]): void {
  env().ENCRYPTION_KEYS = keys;
}

const knownKeys = async () =>
  (await db().encryptionKey.findMany({ orderBy: { id: 'asc' } })).map((key) => key.id);

const readItems = () =>
  db().item.findMany({
    select: { householdId: true, id: true, accessTokenSealed: true },
    orderBy: { id: 'asc' },
  });

beforeEach(() => useKeys(old));
afterEach(async () => {
  await db().encryptionKey.deleteMany();
  await db().item.deleteMany();
});

describe('findForeignKeys', () => {
  it('knows the keys that sealed here, and takes a new first one in', async () => {
    expect(await findForeignKeys()).toEqual([]);
    expect(await findForeignKeys()).toEqual([]);
    useKeys(fresh, old);
    expect(await findForeignKeys()).toEqual([]);
    expect(await knownKeys()).toEqual(['fresh', 'old']);
  });

  it('misses a key that is lost, and does not take its stand-in for known', async () => {
    await findForeignKeys();
    useKeys(fresh);
    expect(await findForeignKeys()).toEqual(['old']);
    expect(await knownKeys()).toEqual(['old']);
  });

  it('is not taken in by another key of the same name', async () => {
    await findForeignKeys();
    useKeys(newKey('old'));
    expect(await findForeignKeys()).toEqual(['old']);
  });

  it('notices that another process wrote the name down first, for another key', async () => {
    useKeys(newKey('old'));
    await findForeignKeys();
    const [twin] = await db().encryptionKey.findMany();
    if (!twin) throw new Error('Nothing was written down.');
    await db().encryptionKey.deleteMany();
    useKeys(old);
    let asked: ReturnType<typeof findForeignKeys> | undefined;
    await db().$transaction(async (tx) => {
      await tx.encryptionKey.create({ data: twin });
      asked = findForeignKeys();
      await untilSomebodyWaits();
    });
    expect(await asked).toEqual(['old']);
  });
});

/** For a lock that the test's own transaction holds. */
async function untilSomebodyWaits(): Promise<void> {
  await vi.waitFor(async () => {
    const waiting = await db().$queryRaw<object[]>`SELECT FROM pg_locks WHERE NOT granted`;
    expect(waiting).toHaveLength(1);
  });
}

describe('rotateKeys', () => {
  let owner: TestHousehold;

  beforeEach(async () => {
    await findForeignKeys();
    owner = await createHousehold();
    for (const _ of [1, 2, 3]) await linkItem(owner);
  });

  it('seals everything anew, once, and needs the old key no more', async () => {
    const before = await readItems();
    useKeys(fresh, old);
    expect(await rotateKeys()).toEqual({ resealed: 3, unopened: [], left: 0 });
    expect(await rotateKeys()).toEqual({ resealed: 0, unopened: [], left: 0 });
    expect(await knownKeys()).toEqual(['fresh']);
    const after = await readItems();
    for (const [index, item] of after.entries()) {
      const ref = { householdId: item.householdId, itemId: item.id };
      const token = openAccessToken(ref, item.accessTokenSealed ?? '');
      expect(token).toMatch(/^access-sandbox-/);
      expect(item.accessTokenSealed).toMatch(/^v1\.fresh\./);
      expect(openAccessToken(ref, before[index]?.accessTokenSealed ?? '')).toBe(token);
    }
    useKeys(fresh);
    expect(await findForeignKeys()).toEqual([]);
  });

  it('is written down, for operators and for whom the connections are', async () => {
    useKeys(fresh, old);
    await rotateKeys();
    const { items } = await listAudit({ ...owner, operator: true }, { limit: 5 });
    const bank = { kind: 'token_resealed', details: { bank: 'First Platypus Bank' }, by: null };
    expect(items).toMatchObject([
      { kind: 'key_rotation_ended', details: { key: 'fresh', resealed: 3, left: 0 } },
      ...[bank, bank, bank],
      { kind: 'key_rotation_began', details: { key: 'fresh', left: 3 } },
    ]);
    await rotateKeys();
    const again = await listAudit({ ...owner, operator: true }, { topic: 'banks', limit: 30 });
    const kinds = again.items.map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === 'token_resealed')).toHaveLength(3);
  });

  it('leaves a row as it became while it waited for it', async () => {
    useKeys(fresh, old);
    const [item] = await readItems();
    const ref = { householdId: item?.householdId ?? '', itemId: item?.id ?? '' };
    const accessTokenSealed = sealAccessToken(ref, 'access-sandbox-replaced');
    let rotation: ReturnType<typeof rotateKeys> | undefined;
    await db().$transaction(async (tx) => {
      await tx.item.updateMany({ where: { id: ref.itemId }, data: { accessTokenSealed } });
      rotation = rotateKeys();
      await untilSomebodyWaits();
    });
    expect(await rotation).toMatchObject({ left: 0 });
    expect((await readItems())[0]).toMatchObject({ accessTokenSealed });
  });

  it('names what does not open, and keeps the old key while anything needs it', async () => {
    const [altered, moved, sound] = await readItems();
    const broken = altered?.accessTokenSealed?.replace(/(?<=^v1\.old\.)./, flip);
    await setToken(altered?.id, broken);
    await setToken(moved?.id, sound?.accessTokenSealed);
    useKeys(fresh, old);
    const { unopened, left } = await rotateKeys();
    expect(left).toBe(2);
    expect(unopened.join()).toMatch(new RegExp(`${altered?.id}.*${moved?.id}`));
    expect(await knownKeys()).toEqual(['fresh', 'old']);
  });

  it('does nothing while what runs does not know the new key, or a needed one is missing', async () => {
    const before = await readItems();
    const stop = await startHeartbeat('a worker', 'its pool');
    useKeys(fresh, old);
    await expect(rotateKeys()).rejects.toThrow(/runs without the key "fresh"/);
    await stop();
    useKeys(fresh);
    await expect(rotateKeys()).rejects.toThrow(/lacks old/);
    expect(await readItems()).toEqual(before);
  });

  const flip = (letter: string) => (letter === 'A' ? 'B' : 'A');
  const setToken = (id = '', accessTokenSealed: string | null = null) =>
    db().item.updateMany({ where: { id }, data: { accessTokenSealed } });
});

describe('the sealed columns', () => {
  it('are those that the schema names so', async () => {
    const named = await db().$queryRaw<{ table: string; column: string }[]>`
      SELECT table_name AS "table", column_name AS "column" FROM information_schema.columns
      WHERE table_schema = 'public' AND column_name LIKE '%Sealed'`;
    const registered = sealedColumns.map(({ table, column }) => ({ table, column }));
    const inOrder = (a: { table: string }, b: { table: string }) => a.table.localeCompare(b.table);
    expect(registered.toSorted(inOrder)).toEqual(named.sort(inOrder));
  });

  it.each(sealedColumns.map((sealed) => [`${sealed.table}.${sealed.column}`, sealed] as const))(
    '%s has the key it is found by',
    async (_name, sealed) => {
      const columns = await db().$queryRaw<{ column: string; type: string }[]>`
      SELECT a.attname::text AS "column", format_type(a.atttypid, NULL) AS "type"
      FROM pg_constraint c JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = ANY(c.conkey)
      WHERE c.contype = 'p' AND c.conrelid = quote_ident(${sealed.table})::regclass
      ORDER BY array_position(c.conkey, a.attnum)`;
      const key = sealed.tenant ? ['householdId', sealed.key] : [sealed.key];
      expect(columns).toEqual(key.map((column) => ({ column, type: 'uuid' })));
    },
  );
});

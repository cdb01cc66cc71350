import { randomUUID } from 'node:crypto';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createSession, deleteSession } from '#lib/auth/sessions';
import { db } from '#lib/db/client';
import { env, requireEnv } from '#lib/env';
import { checkIntegrity } from '#lib/integrity/check-integrity';
import { createHousehold, type TestHousehold } from '#lib/testing/household';
import { actAs } from './actor.ts';
import type { AuditPage } from './contract.ts';
import { pruneAudit } from './prune-audit.ts';
import { listAudit } from './queries.ts';
import { recordAudit } from './record-audit.ts';

const bank = { itemId: randomUUID(), bank: 'First Platypus Bank' };

let ana: TestHousehold;
let ben: TestHousehold;

beforeAll(async () => {
  ana = await createHousehold();
  ben = await createHousehold();
  await db().member.create({
    data: { householdId: ana.householdId, id: randomUUID(), userId: ben.userId, role: 'member' },
  });
});

/** A connection of Ana's household that everybody in it knows of. */
beforeAll(async () => {
  const { householdId } = ana;
  const { itemId } = bank;
  await db().item.create({ data: { householdId, id: itemId, plaidItemId: 'audited' } });
  await db().account.create({
    data: { householdId, id: randomUUID(), itemId, name: 'Checking', type: 'depository' },
  });
});

const linkBy = (userId: string, name: string) =>
  actAs({ userId, peer: '203.0.113.7' }, () =>
    recordAudit(db(), ana.householdId, { kind: 'bank_linked', details: { ...bank, bank: name } }),
  );

const read = (person: TestHousehold, query: Partial<Parameters<typeof listAudit>[1]> = {}) =>
  listAudit({ ...person, operator: false }, { limit: 30, ...query });

async function broken(): Promise<string[]> {
  const results = await checkIntegrity(requireEnv('DATABASE_URL'));
  return results.find(({ invariant }) => invariant === 'C29')?.violations ?? [];
}

describe('an audit log', () => {
  it('says who did what, to those whom it concerns', async () => {
    const token = await actAs({ userId: null, peer: '203.0.113.7' }, () =>
      createSession({ userId: ana.userId, userAgent: 'Firefox/1' }),
    );
    await linkBy(ben.userId, 'Bank of Ben');
    await actAs({ userId: null, peer: '203.0.113.7' }, () => deleteSession(token));

    const mine = await read(ana);
    expect(mine.items).toMatchObject([
      { kind: 'signed_out', by: { you: true }, peer: '203.0.113.7' },
      // Somebody else's address is theirs.
      { kind: 'bank_linked', details: { bank: 'Bank of Ben' }, by: { you: false }, peer: null },
      { kind: 'signed_in', details: { device: 'Firefox/1' }, by: { you: true } },
      { kind: 'signed_up', by: { you: true } },
    ]);
    expect(mine.items[1]?.by).toHaveProperty('name', expect.stringMatching(/^Person/));
    const his = await read({ ...ben, householdId: ana.householdId });
    expect(his.items.map(({ kind }) => kind)).toEqual(['bank_linked', 'signed_up']);
    expect(his.items[0]).toMatchObject({ by: { you: true }, peer: '203.0.113.7' });
    expect((await read(ana, { topic: 'banks' })).items).toHaveLength(1);
  });

  it('is read page by page, each entry once', async () => {
    for (let index = 0; index < 5; index += 1) await linkBy(ana.userId, `Bank ${index}`);
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page: AuditPage = await read(ana, { cursor, limit: 2 });
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(seen).toEqual((await read(ana)).items.map(({ id }) => id));
    expect(new Set(seen).size).toBe(9);
  });

  it('is one chain whoever writes at the same time', async () => {
    await Promise.all(Array.from({ length: 20 }, (_, n) => linkBy(ana.userId, `Bank ${n}`)));
    expect(await broken()).toEqual([]);
  });

  it('holds nothing of what did not happen', async () => {
    const before = await read(ana);
    const failing = db().$transaction(async (tx) => {
      await recordAudit(tx, ana.householdId, { kind: 'bank_linked', details: bank });
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await read(ana)).toEqual(before);
    await recordAudit(db(), randomUUID(), { kind: 'bank_linked', details: bank });
    expect(await db().auditEntry.count({ where: { chainId: { notIn: await owners() } } })).toBe(0);
  });

  it('keeps only what its kind keeps', async () => {
    const details = { ...bank, accessToken: 'access-sandbox-1' };
    await expect(
      recordAudit(db(), ana.householdId, { kind: 'bank_linked', details }),
    ).rejects.toThrow('accessToken');
  });
});

async function owners(): Promise<string[]> {
  const [users, households] = await Promise.all([
    db().user.findMany({ select: { id: true } }),
    db().household.findMany({ select: { id: true } }),
  ]);
  return [...users, ...households].map(({ id }) => id);
}

describe('nothing written is changed', () => {
  const attempts = [
    `DELETE FROM "AuditEntry"`,
    `DELETE FROM "AuditChain"`,
    `TRUNCATE "AuditEntry"`,
    `TRUNCATE "AuditChain"`,
    `UPDATE "AuditEntry" SET "kind" = 'bank_removed'`,
    `UPDATE "AuditEntry" SET "details" = '{}'`,
    `UPDATE "AuditEntry" SET "userId" = NULL, "aboutUserId" = NULL, "peer" = NULL, "salt" = NULL
     WHERE "userId" IS NOT NULL`,
    `UPDATE "AuditChain" SET "prunedSeq" = "seq", "prunedHash" = "hash"`,
    `UPDATE "AuditChain" SET "seq" = "seq" - 1`,
  ];

  it.each(attempts)('%s', async (sql) => {
    await expect(db().$executeRawUnsafe(sql)).rejects.toThrow('append-only');
  });

  it('by a role that owns nothing, not even with the guards switched off', async () => {
    const role = `guest_${randomUUID().slice(0, 8)}`;
    const all = 'SELECT, INSERT, UPDATE, DELETE';
    await db().$executeRawUnsafe(`CREATE ROLE ${role}`);
    await db().$executeRawUnsafe(`GRANT ${all} ON ALL TABLES IN SCHEMA public TO ${role}`);
    const run = (sql: string) =>
      db().$transaction(async (tx) => {
        await tx.$executeRawUnsafe(`SET LOCAL ROLE ${role}`);
        await tx.$executeRawUnsafe(sql);
      });
    try {
      await run(`INSERT INTO "AuditEntry" ("chainId", "kind", "details")
        VALUES ('${ana.householdId}', 'bank_linked', '${JSON.stringify(bank)}')`);
      await expect(run(`DELETE FROM "AuditEntry"`)).rejects.toThrow('append-only');
      await expect(run(`ALTER TABLE "AuditEntry" DISABLE TRIGGER USER`)).rejects.toThrow('owner');
    } finally {
      await db().$executeRawUnsafe(`DROP OWNED BY ${role}`);
      await db().$executeRawUnsafe(`DROP ROLE ${role}`);
    }
  });
});

// By the owner of the tables, who alone can switch the guards off.
describe('a hand in the database is found', () => {
  let restore: string[] = [];
  afterEach(async () => {
    await unguarded(...restore);
    expect(await broken()).toEqual([]);
  });

  it.each([
    ['a changed word', 'AuditEntry', `UPDATE "AuditEntry" SET "details" = '{}' WHERE`],
    ['another hand', 'AuditEntry', `UPDATE "AuditEntry" SET "userId" = NULL WHERE`],
    ['another address', 'AuditEntry', `UPDATE "AuditEntry" SET "peer" = '198.51.100.1' WHERE`],
    ['another time', 'AuditEntry', `UPDATE "AuditEntry" SET "at" = "at" + interval '1 hour' WHERE`],
    ['a missing entry', 'AuditEntry', `DELETE FROM "AuditEntry" WHERE`],
  ])('%s', async (_, found, damage) => {
    restore = copyBack();
    await unguarded(
      `CREATE TABLE "_AuditEntry" AS TABLE "AuditEntry"`,
      `${damage} "chainId" = '${ana.householdId}' AND "seq" = 3`,
    );
    expect((await broken())[0]).toContain(`${found} ${ana.householdId}`);
  });

  it('a tail cut off', async () => {
    restore = copyBack();
    await unguarded(
      `CREATE TABLE "_AuditEntry" AS TABLE "AuditEntry"`,
      `DELETE FROM "AuditEntry" e USING "AuditChain" c
       WHERE c."id" = e."chainId" AND e."seq" = c."seq" AND c."id" = '${ana.householdId}'`,
    );
    expect(await broken()).toEqual([`AuditChain ${ana.householdId}`]);
  });

  const copyBack = () => [
    `DELETE FROM "AuditEntry"`,
    `INSERT INTO "AuditEntry" SELECT * FROM "_AuditEntry"`,
    `DROP TABLE "_AuditEntry"`,
  ];
});

async function unguarded(...statements: string[]): Promise<void> {
  const switched = ['DISABLE', ...statements, 'ENABLE'].map((each) =>
    /^(DIS|EN)ABLE$/.test(each) ? `ALTER TABLE "AuditEntry" ${each} TRIGGER USER` : each,
  );
  for (const sql of switched) await db().$executeRawUnsafe(sql);
}

describe('time', () => {
  it('cuts a log off at its end, and what stays still holds', async () => {
    const { userId } = await createHousehold();
    for (let index = 0; index < 2; index += 1) await createSession({ userId });
    expect(await pruneAudit()).toBe(0);
    await age(userId, 2, env().AUDIT_RETENTION_DAYS + 1);
    expect(await pruneAudit()).toBe(2);
    expect(await pruneAudit()).toBe(0);
    expect(await db().auditEntry.count({ where: { chainId: userId } })).toBe(1);
    expect(await broken()).toEqual([]);
    await createSession({ userId });
    expect(await broken()).toEqual([]);
  });
});

/** Entries as they would have been written long ago: chained anew under their older time. */
async function age(chainId: string, upTo: number, days: number): Promise<void> {
  await unguarded(
    `UPDATE "AuditEntry" SET "at" = "at" - interval '${days} days'
     WHERE "chainId" = '${chainId}' AND "seq" <= ${upTo}`,
    `DO $$
     DECLARE e "AuditEntry"; last bytea := sha256('');
     BEGIN
       FOR e IN SELECT * FROM "AuditEntry" WHERE "chainId" = '${chainId}' ORDER BY "seq" LOOP
         UPDATE "AuditEntry" SET "previousHash" = last,
           "hash" = audit_hash(last, "seq", "at", "kind", "whoHash", "details")
         WHERE "chainId" = e."chainId" AND "seq" = e."seq" RETURNING "hash" INTO last;
       END LOOP;
       ALTER TABLE "AuditChain" DISABLE TRIGGER USER;
       UPDATE "AuditChain" SET "hash" = last WHERE "id" = '${chainId}';
       ALTER TABLE "AuditChain" ENABLE TRIGGER USER;
     END $$`,
  );
}

describe('somebody who leaves for good', () => {
  it('is named by no log, their own is gone, and the others still hold', async () => {
    const gone = await createHousehold();
    await createSession({ userId: gone.userId });
    await linkBy(gone.userId, 'Bank of the one who left');
    await db().user.delete({ where: { id: gone.userId } });
    const [entry] = (await read(ana)).items;
    expect(entry).toMatchObject({
      details: { bank: 'Bank of the one who left' },
      by: { you: false, name: null },
      peer: null,
    });
    const who = { OR: [{ chainId: gone.userId }, { userId: gone.userId }] };
    expect(await db().auditEntry.count({ where: who })).toBe(0);
    expect(await broken()).toEqual([]);
    // What is recorded of them afterwards names nobody.
    await linkBy(gone.userId, 'Late');
    expect(await db().auditEntry.count({ where: { userId: gone.userId } })).toBe(0);

    await db().household.delete({ where: { id: gone.householdId } });
    expect(await db().auditChain.count({ where: { id: gone.householdId } })).toBe(0);
  });
});

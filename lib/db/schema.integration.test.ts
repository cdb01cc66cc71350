import { describe, expect, it } from 'vitest';
import { requireEnv } from '#lib/env';
import { seesAccount } from '#lib/privacy/viewer';
import { db, Prisma } from './client.ts';
import { diffMigrations } from './migrate.ts';

const globalTables = [
  'User',
  'Session',
  'SignInAttempt',
  'Passkey',
  'PasskeyChallenge',
  'Totp',
  'RecoveryCode',
  'KnownBrowser',
  'MailboxToken',
  'TokenMail',
  'OidcIdentity',
  'OidcRoundTrip',
  'Institution',
  'IncomeDirectory',
  'ItemDirectory',
  'WebhookLog',
  'RateBucket',
  'PlaidCall',
  'Worker',
  'Deletion',
  'ForgottenItem',
  'StoredObject',
  'Backup',
  'AuditChain',
  'AuditEntry',
  'EncryptionKey',
  'PushKey',
  '_prisma_migrations',
];

type Key = {
  table: string;
  kind: string;
  name: string;
  columns: string[];
  target: string | null;
};

/** Primary keys, foreign keys and unique indexes of all tables, with their columns in order. */
function readKeys(): Promise<Key[]> {
  return db().$queryRaw<Key[]>`
    SELECT c.relname AS "table", k.contype::text AS "kind", k.conname AS "name",
      ARRAY(SELECT a.attname::text FROM unnest(k.conkey) WITH ORDINALITY AS u(n, o)
        JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = u.n ORDER BY u.o) AS "columns",
      (SELECT t.relname FROM pg_class t WHERE t.oid = k.confrelid) AS "target"
    FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
    WHERE k.connamespace = 'public'::regnamespace AND k.contype IN ('p', 'f', 'u')
    UNION ALL
    SELECT c.relname, 'index', i.relname,
      ARRAY(SELECT a.attname::text FROM unnest(x.indkey::int[]) WITH ORDINALITY AS u(n, o)
        JOIN pg_attribute a ON a.attrelid = x.indrelid AND a.attnum = u.n ORDER BY u.o),
      NULL
    FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_class c ON c.oid = x.indrelid
    WHERE c.relnamespace = 'public'::regnamespace AND x.indisunique AND NOT x.indisprimary`;
}

describe('the schema', () => {
  it('is what the migrations lead to', async () => {
    // Of this file's own database: while the template is connected to, no file gets its clone.
    expect(await diffMigrations(requireEnv('DATABASE_URL'))).toBeNull();
  });

  it('keys every tenant table by household, in every key and every reference', async () => {
    const keys = await readKeys();
    expect(keys.length).toBeGreaterThan(20);
    const wrong = keys.filter(({ table, columns, target }) => {
      if (globalTables.includes(table) || (target && globalTables.includes(target))) return false;
      const first = table === 'Household' ? 'id' : 'householdId';
      return columns[0] !== first;
    });
    expect(wrong).toEqual([]);
  });

  it('lets no global table point into a household', async () => {
    const keys = await readKeys();
    const pointing = keys.filter(
      ({ table, kind, columns }) =>
        kind === 'f' && globalTables.includes(table) && columns.includes('householdId'),
    );
    expect(pointing).toEqual([]);
  });

  it('has an index that starts with the household for every tenant table it lists by', async () => {
    const plan = await db().$queryRaw<{ 'QUERY PLAN': string }[]>`
      EXPLAIN SELECT * FROM "EffectiveTransaction"
      WHERE "householdId" = '01900000-0000-7000-8000-000000000000'
      ORDER BY "date" DESC, "id" DESC LIMIT 50`;
    const text = plan.map((line) => line['QUERY PLAN']).join('\n');
    expect(text).toContain('Transaction_by_date');
    expect(text).not.toContain('Seq Scan');
    expect(text).not.toContain('Sort');
  });

  it('has a member’s list follow that index, too, and read the accounts once', async () => {
    const nobody = '01900000-0000-7000-8000-000000000000';
    const isSeen = seesAccount(
      { householdId: nobody, memberId: nobody },
      Prisma.sql`e."accountId"`,
    );
    const plan = await db().$queryRaw<{ 'QUERY PLAN': string }[]>`
      EXPLAIN SELECT * FROM "EffectiveTransaction" e
      WHERE e."householdId" = ${nobody}::uuid AND ${isSeen}
      ORDER BY e."date" DESC, e."id" DESC LIMIT 50`;
    const text = plan.map((line) => line['QUERY PLAN']).join('\n');
    expect(text).toContain('Transaction_by_date');
    expect(text).toContain('InitPlan');
    expect(text).not.toContain('Sort');
  });
});

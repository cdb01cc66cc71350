import { describe, expect, it } from 'vitest';
import { keepsToHousehold, listScans, type PlanNode } from '#lib/testing/plans';
import { db, type Tx } from './client.ts';

// Whether every household's rows could live on one of many machines: the rules that Citus checks when a
// table is distributed by a column, held against the catalogue. A table is a tenant's when its primary
// key begins with the household; Household itself is distributed by its id. All others are global: to
// Citus reference tables, or local ones. docs/scaling.md says what of this a deployment would change.

/** What triggers do on the tables of tenants, which Citus allows row by row and calls unsafe. */
const knownTriggers = [
  // Each looks at rows of the row's own household alone.
  'Account.account_identity_ends',
  'Item.item_identity_ends',
  'Transfer.Transfer_ends',
  // Deletes the household's chain of the audit, which is a global table.
  'Household.audit_forget',
];

/** These for whole statements: what they write is of the rows' own households alone (docs/scaling.md). */
const statementTriggers = [
  'Category.Category_of_rows_old',
  'Transaction.Transaction_categories_changed',
  'Transaction.Transaction_categories_new',
  'Transaction.Transaction_sums_changed',
  'Transaction.Transaction_sums_new',
  'Transaction.Transaction_sums_old',
  'Transaction.Transaction_sources_old',
];

/** They lead from something of the outside to a household, and are read before it is known. */
const globalTablesThatNameOne = ['IncomeDirectory', 'ItemDirectory', 'Session'];

/** A rule says what breaks it; each is seen to by the seed that should. */
type Rule = { says: string; find: (tx: Tx) => Promise<string[]>; seed: string };

const rules: Rule[] = [
  {
    // Tables lie together by the hash of a value, which differs between types; no row is without one.
    says: 'has a household of the same type in every table of tenants',
    find: async (tx) =>
      (await listTenantTables(tx))
        .filter(({ type, notNull }) => type !== 'uuid' || !notNull)
        .map(({ name }) => name),
    seed: 'CREATE TABLE "Seed" ("householdId" text, "id" uuid, PRIMARY KEY ("householdId", "id"))',
  },
  {
    says: 'has no other table that names a household',
    find: async (tx) => {
      const tenants = await readTenants(tx);
      const rows = await tx.$queryRaw<{ name: string }[]>`
        SELECT c.relname AS "name" FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
        WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND a.attname = 'householdId'`;
      const others = rows.map(({ name }) => name).filter((name) => !tenants.has(name));
      return others.filter((name) => !globalTablesThatNameOne.includes(name));
    },
    seed: 'CREATE TABLE "Seed" ("id" uuid PRIMARY KEY, "householdId" uuid)',
  },
  {
    // "Distributed relations cannot have UNIQUE, EXCLUDE, or PRIMARY KEY constraints that do not include
    // the partition column" (Citus, create_distributed_table). What an expression holds does not count.
    says: 'has the household in every key and every unique index, as a column',
    find: async (tx) => {
      const tenants = await readTenants(tx);
      const indexes = await tx.$queryRaw<{ table: string; name: string; columns: string[] }[]>`
        SELECT c.relname AS "table", i.relname AS "name",
          ARRAY(SELECT a.attname::text FROM pg_attribute a
            WHERE a.attrelid = c.oid AND a.attnum = ANY (x.indkey[0:x.indnkeyatts - 1])) AS "columns"
        FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_class c ON c.oid = x.indrelid
        WHERE c.relnamespace = 'public'::regnamespace AND (x.indisunique OR x.indisexclusion)`;
      return indexes
        .filter(({ table, columns }) => !columns.includes(tenants.get(table) ?? columns[0] ?? ''))
        .map(({ name }) => name);
    },
    seed: `CREATE UNIQUE INDEX "Seed" ON "Tag" ("id", ("householdId"::text)) WHERE "name" <> ''`,
  },
  {
    // "Foreign keys are supported in two cases, either in between two colocated tables including
    // partition column in the same ordinal in the both tables or from distributed to reference tables"
    // (Citus, foreign_constraint.c).
    says: 'refers from household to household by the household, in the same place',
    find: async (tx) => {
      const tenants = await readTenants(tx);
      return (await listReferences(tx))
        .filter(({ table, target, columns, targets }) => {
          const [from, to] = [tenants.get(table), tenants.get(target)];
          return from && to && columns[targets.indexOf(to)] !== from;
        })
        .map(({ name }) => name);
    },
    seed: `ALTER TABLE "Tag" ADD COLUMN "x" uuid, ADD CONSTRAINT "Seed"
      FOREIGN KEY ("x", "householdId") REFERENCES "Category" ("householdId", "id")`,
  },
  {
    // "foreign keys from reference tables to distributed tables are not supported" (the same).
    says: 'refers from no global table into a household',
    find: async (tx) => {
      const tenants = await readTenants(tx);
      return (await listReferences(tx))
        .filter(({ table, target }) => !tenants.has(table) && tenants.has(target))
        .map(({ name }) => name);
    },
    seed: `ALTER TABLE "User" ADD COLUMN "x" uuid,
      ADD CONSTRAINT "Seed" FOREIGN KEY ("x") REFERENCES "Household" ("id")`,
  },
  {
    // "SET NULL, SET DEFAULT or CASCADE is not supported in ON UPDATE operation when distribution key
    // included" (the same). When the other end is deleted PostgreSQL may empty the other columns. Citus
    // refuses that, too, whichever are named ("Citus could relax this constraint in the future", says its
    // test pg15): a deployment there empties them by itself. Other engines take it as it is.
    says: 'never changes the household of a row that refers',
    find: async (tx) => {
      const tenants = await readTenants(tx);
      return (await listReferences(tx))
        .filter(({ table, columns, onUpdate, onDelete, empties }) => {
          const column = tenants.get(table);
          if (column === undefined || !columns.includes(column)) return false;
          if ('cnd'.includes(onUpdate)) return true;
          return 'nd'.includes(onDelete) && (empties.length === 0 || empties.includes(column));
        })
        .map(({ name }) => name);
    },
    seed: `ALTER TABLE "Tag" ADD COLUMN "x" uuid, ADD CONSTRAINT "Seed" FOREIGN KEY ("householdId", "x")
      REFERENCES "Category" ("householdId", "id") ON DELETE SET NULL`,
  },
  {
    // A sequence belongs to one machine; every other would ask it for each row.
    says: 'counts no rows of tenants',
    find: async (tx) => {
      const tenants = await readTenants(tx);
      const counted = await tx.$queryRaw<{ table: string; column: string }[]>`
        SELECT c.relname AS "table", a.attname::text AS "column" FROM pg_attribute a
        JOIN pg_class c ON c.oid = a.attrelid
        LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
        WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND (a.attidentity <> ''
          OR pg_get_expr(d.adbin, d.adrelid) LIKE '%nextval%')`;
      return counted.filter(({ table }) => tenants.has(table)).map(({ column }) => column);
    },
    seed: 'ALTER TABLE "Tag" ADD COLUMN "Seed" serial',
  },
  {
    // Refused unless `citus.enable_unsafe_triggers` is set, and for whole statements always (Citus, pull
    // request 5705): what a trigger does must be on the machine of the row.
    says: 'has no trigger on a table of tenants but those that are known',
    find: async (tx) => {
      const tenants = await readTenants(tx);
      const triggers = await tx.$queryRaw<{ table: string; name: string; eachRow: boolean }[]>`
        SELECT c.relname AS "table", t.tgname AS "name", (t.tgtype & 1) = 1 AS "eachRow"
        FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
        WHERE c.relnamespace = 'public'::regnamespace AND NOT t.tgisinternal`;
      return triggers
        .filter(({ table }) => tenants.has(table))
        .filter(
          ({ table, name, eachRow }) =>
            !(eachRow ? knownTriggers : statementTriggers).includes(`${table}.${name}`),
        )
        .map(({ name }) => name);
    },
    seed: `CREATE TRIGGER "Seed" BEFORE UPDATE ON "Tag"
      FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()`,
  },
  {
    // "complex joins are only supported when all distributed tables are co-located and joined on their
    // distribution columns" (Citus, its planner).
    says: 'joins by household within every view',
    find: async (tx) => {
      const tenants = await readTenants(tx);
      const views = await tx.$queryRaw<{ name: string }[]>`
        SELECT c.relname AS "name" FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
        WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'v' AND a.attname = 'householdId'`;
      const wrong: string[] = [];
      for (const { name } of views) {
        const scans = await explainView(tx, name);
        const strays = scans.filter((scan) => tenants.has(scan.table) && !keepsToHousehold(scan));
        wrong.push(...strays.map(() => name));
      }
      return wrong;
    },
    seed: `CREATE VIEW "Seed" AS SELECT t."householdId", c."name" FROM "Tag" t
      JOIN "Category" c ON c."id" = t."id"`,
  },
];

describe('the schema, to be distributed by household', () => {
  it.each(rules)('$says', async ({ find }) => {
    expect((await listTenantTables(db())).length).toBeGreaterThan(60);
    expect(await find(db())).toEqual([]);
  });

  it.each(rules)('would not pass where it is otherwise: $says', async ({ find, seed }) => {
    const enough = new Error('Seen enough.');
    const seeded = db().$transaction(async (tx) => {
      await tx.$executeRawUnsafe(seed);
      expect(await find(tx)).toContain('Seed');
      throw enough;
    });
    await expect(seeded).rejects.toBe(enough);
  });
});

type Table = { name: string; column: string; type: string; notNull: boolean };

function listTenantTables(tx: Tx): Promise<Table[]> {
  return tx.$queryRaw<Table[]>`
    SELECT c.relname AS "name", a.attname::text AS "column", a.atttypid::regtype::text AS "type",
      a.attnotnull AS "notNull"
    FROM pg_class c JOIN pg_index x ON x.indrelid = c.oid AND x.indisprimary
    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = x.indkey[0]
    WHERE c.relnamespace = 'public'::regnamespace
      AND (a.attname = 'householdId' OR c.relname = 'Household')
    ORDER BY 1`;
}

/** The column that each is distributed by. */
async function readTenants(tx: Tx): Promise<Map<string, string>> {
  return new Map((await listTenantTables(tx)).map(({ name, column }) => [name, column]));
}

async function explainView(tx: Tx, name: string) {
  const [explained] = await tx.$queryRawUnsafe<{ 'QUERY PLAN': { Plan: PlanNode }[] }[]>(
    `EXPLAIN (FORMAT JSON) SELECT * FROM "${name}"
     WHERE "householdId" = '01900000-0000-7000-8000-000000000000'`,
  );
  return explained?.['QUERY PLAN'].flatMap(({ Plan }) => listScans(Plan)) ?? [];
}

type Reference = {
  table: string;
  name: string;
  target: string;
  columns: string[];
  targets: string[];
  /** PostgreSQL's letters: a no action, r restrict, c cascade, n set null, d set default. */
  onUpdate: string;
  onDelete: string;
  /** The columns that a deletion empties; none means all. */
  empties: string[];
};

function listReferences(tx: Tx): Promise<Reference[]> {
  return tx.$queryRaw<Reference[]>`
    SELECT c.relname AS "table", k.conname AS "name", t.relname AS "target",
      k.confupdtype::text AS "onUpdate", k.confdeltype::text AS "onDelete",
      ARRAY(SELECT a.attname::text FROM unnest(k.conkey) WITH ORDINALITY AS u(n, o)
        JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = u.n ORDER BY u.o) AS "columns",
      ARRAY(SELECT a.attname::text FROM unnest(k.confkey) WITH ORDINALITY AS u(n, o)
        JOIN pg_attribute a ON a.attrelid = k.confrelid AND a.attnum = u.n ORDER BY u.o) AS "targets",
      ARRAY(SELECT a.attname::text FROM unnest(k.confdelsetcols) AS u(n)
        JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = u.n) AS "empties"
    FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_class t ON t.oid = k.confrelid
    WHERE k.connamespace = 'public'::regnamespace AND k.contype = 'f'`;
}

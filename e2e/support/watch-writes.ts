import type pg from 'pg';
import { listTenantTables } from '#lib/testing/tenant-tables';

/** What one statement did to a table, and the topics that its commit told of: `*` for anything there is. */
export type Write = { table: string; columns: string[]; noted: string[]; sql: string };

/** Rows that all households share, or that are a person's: whose names figures stand beside. */
const shared = ['User', 'Institution'];

/** Has PostgreSQL keep, for every row that web and worker write, in which commit and which columns. */
export async function watchWrites(client: pg.Client): Promise<void> {
  await client.query(`
    CREATE TABLE "SeenWrite" ("xid" xid8, "householdId" uuid, "table" text, "columns" text[], "sql" text,
      UNIQUE NULLS NOT DISTINCT ("xid", "householdId", "table", "columns"));
    CREATE FUNCTION see_write() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
      DECLARE
        before jsonb := CASE WHEN TG_OP <> 'INSERT' THEN to_jsonb(OLD) END;
        after jsonb := CASE WHEN TG_OP <> 'DELETE' THEN to_jsonb(NEW) END;
        changed text[] := CASE WHEN TG_OP = 'UPDATE' THEN ARRAY(
          SELECT key FROM jsonb_each(after) WHERE value IS DISTINCT FROM before->key ORDER BY 1)
          WHEN TG_TABLE_NAME = 'ShownChange' AND TG_OP = 'INSERT' AND after->'topics' <> '[]'
          THEN ARRAY(SELECT jsonb_array_elements_text(after->'topics'))
          ELSE ARRAY[TG_OP] END;
      BEGIN
        IF current_setting('application_name') IN ('web', 'worker') AND cardinality(changed) > 0 THEN
          INSERT INTO "SeenWrite" VALUES (pg_current_xact_id(),
            (COALESCE(after, before)->>TG_ARGV[0])::uuid, TG_TABLE_NAME, changed, left(current_query(), 500))
          ON CONFLICT DO NOTHING;
        END IF;
        RETURN NULL;
      END $$`);
  const tables = [...(await listTenantTables(client)).map(({ name }) => name), ...shared];
  for (const table of tables) {
    const key = table === 'Household' ? 'id' : 'householdId';
    await client.query(
      `CREATE TRIGGER see_write AFTER INSERT OR UPDATE OR DELETE ON "${table}"
       FOR EACH ROW EXECUTE FUNCTION see_write('${key}')`,
    );
  }
}

/**
 * What was written so far, with what its commit told of the household; of shared rows, of any. Nobody has seen a household
 * before the commit that makes it, nor after the one that takes it away.
 */
export async function readWrites(client: pg.Client): Promise<Write[]> {
  const { rows } = await client.query<Write>(`
    SELECT s."table", s."columns", s."noted", min(s."sql") AS "sql" FROM (
      SELECT w.*, ARRAY(
        SELECT DISTINCT CASE WHEN t IN ('INSERT', 'DELETE') THEN '*' ELSE t END
        FROM "SeenWrite" n CROSS JOIN unnest(n."columns") t
        WHERE n."xid" = w."xid" AND (n."householdId" = w."householdId" OR w."householdId" IS NULL)
          AND (n."table" = 'ShownChange' OR n."table" = 'Household' AND n."columns" = '{INSERT}')
        ORDER BY 1) AS "noted"
      FROM "SeenWrite" w WHERE w."table" <> 'ShownChange') s
    GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`);
  return rows;
}

/** The tables of which something was written. */
export async function listWritten(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ table: string }>(
    'SELECT DISTINCT "table" FROM "SeenWrite" ORDER BY 1',
  );
  return rows.map(({ table }) => table);
}

import type pg from 'pg';
import { listTenantTables } from '#lib/testing/tenant-tables';

/** What one statement did to a table and told nobody of in its commit. */
export type Unnoted = { table: string; columns: string[]; sql: string };

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

/** What was written so far, by commits that noted no change of the household; of shared rows, of none. Nobody has seen a new one. */
export async function readUnnoted(client: pg.Client): Promise<Unnoted[]> {
  const { rows } = await client.query<Unnoted>(`
    SELECT w."table", w."columns", min(w."sql") AS "sql" FROM "SeenWrite" w
    WHERE w."table" <> 'ShownChange' AND NOT EXISTS (
      SELECT FROM "SeenWrite" n WHERE n."xid" = w."xid"
        AND (n."householdId" = w."householdId" OR w."householdId" IS NULL)
        AND (n."table" = 'ShownChange' OR n."table" = 'Household' AND n."columns" = '{INSERT}'))
    GROUP BY 1, 2 ORDER BY 1, 2`);
  return rows;
}

/** The tables of which something was written. */
export async function listWritten(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ table: string }>(
    'SELECT DISTINCT "table" FROM "SeenWrite" ORDER BY 1',
  );
  return rows.map(({ table }) => table);
}

import type pg from 'pg';

export type TenantTable = {
  name: string;
  columns: string[];
  /** Of texts that some unique index holds. */
  unique: string[];
};

/** Tables that are keyed by household, and Household itself. */
export async function listTenantTables(client: pg.Client): Promise<TenantTable[]> {
  const { rows } = await client.query<TenantTable>(`
    SELECT c.relname AS "name",
      ARRAY(SELECT a.attname::text FROM pg_attribute a WHERE a.attrelid = c.oid
        AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '') AS "columns",
      ARRAY(SELECT DISTINCT a.attname::text FROM pg_attribute a
        JOIN pg_index u ON u.indrelid = c.oid AND u.indisunique AND a.attnum = ANY (u.indkey)
        WHERE a.attrelid = c.oid AND a.atttypid = 'text'::regtype) AS "unique"
    FROM pg_class c JOIN pg_index x ON x.indrelid = c.oid AND x.indisprimary
    JOIN pg_attribute k ON k.attrelid = c.oid AND k.attnum = x.indkey[0]
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
      AND (k.attname = 'householdId' OR c.relname = 'Household')
    ORDER BY 1`);
  return rows;
}

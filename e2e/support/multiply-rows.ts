import type pg from 'pg';

type Table = {
  name: string;
  columns: string[];
  /** Of texts that some unique index holds. */
  unique: string[];
};

/**
 * Has a household hold each of its rows several times more, in every table whose rows have an id of
 * their own: of a category, a rule, an account, a transaction there are then as many more.
 */
export async function multiplyRows(client: pg.Client, householdId: string, times: number) {
  for (const table of await listTenantTables(client)) {
    if (!table.columns.includes('id') || ['Household', 'Member'].includes(table.name)) continue;
    const values = table.columns.map((column) => {
      if (column === 'id') return 'gen_random_uuid()';
      return table.unique.includes(column) ? `"${column}" || ' ' || copy` : `"${column}"`;
    });
    await insertUnchecked(
      client,
      table,
      values,
      `generate_series(1, ${times}) AS copy`,
      householdId,
    );
  }
}

/** Puts households beside it that hold the same rows in every table. */
export async function addNeighbours(client: pg.Client, householdId: string, count: number) {
  for (let neighbour = 1; neighbour <= count; neighbour += 1) {
    const own = `overlay("KEY"::text PLACING '${String(neighbour).padStart(4, '0')}' FROM 1 FOR 4)::uuid`;
    for (const table of await listTenantTables(client)) {
      const key = table.name === 'Household' ? 'id' : 'householdId';
      const values = table.columns.map((column) =>
        column === key ? own.replace('KEY', key) : `"${column}"`,
      );
      await insertUnchecked(client, table, values, '(SELECT) AS once', householdId);
    }
  }
}

/** Without keys and triggers, which tables filled one after the other would not keep to. */
async function insertUnchecked(
  client: pg.Client,
  { name, columns }: Table,
  values: string[],
  times: string,
  householdId: string,
): Promise<void> {
  const key = name === 'Household' ? 'id' : 'householdId';
  const list = columns.map((column) => `"${column}"`).join(', ');
  await client.query(`SET session_replication_role = replica`);
  await client.query(
    `INSERT INTO "${name}" (${list}) SELECT ${values.join(', ')}
     FROM "${name}", ${times} WHERE "${key}" = $1 ON CONFLICT DO NOTHING`,
    [householdId],
  );
  await client.query('RESET session_replication_role');
}

/** Tables that are keyed by household, and Household itself. */
export async function listTenantTables(client: pg.Client): Promise<Table[]> {
  const { rows } = await client.query<Table>(`
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

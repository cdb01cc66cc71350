import type pg from 'pg';
import { listTenantTables, type TenantTable } from '#lib/testing/tenant-tables';

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
  { name, columns }: TenantTable,
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

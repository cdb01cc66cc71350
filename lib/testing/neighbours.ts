import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from, to } from 'pg-copy-streams';
import { listTenantTables } from './tenant-tables.ts';

/** Of the machine's cores one is left to what else goes on. */
const lanes = 3;

type Neighbour = { householdId: string; userId: string };
type Copied = { name: string; columns: string[]; where: string };

/**
 * Puts households beside one that hold the same rows in every table, each with a person of its own, by COPY
 * and into every index there is: millions of rows in minutes. Keys are not looked up and triggers do not run.
 *
 * @param connectionString  as a superuser
 */
export async function addNeighbours(
  connectionString: string,
  householdId: string,
  count: number,
): Promise<Neighbour[]> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    for (const table of await listCopied(client, householdId)) {
      const share = Math.ceil(count / lanes);
      const starts = Array.from({ length: lanes }, (_, lane) => lane * share + 1);
      await Promise.all(
        starts.map((first) =>
          copy(connectionString, table, first, Math.min(first + share - 1, count)),
        ),
      );
    }
    const { rows } = await client.query<Neighbour>(
      `SELECT m."householdId", m."userId"
       FROM generate_series(1, $2::int) AS neighbour
       JOIN "Member" m ON m."householdId" = ${numbered(`$1::uuid`)} ORDER BY neighbour`,
      [householdId, count],
    );
    return rows;
  } finally {
    await client.end();
  }
}

/** The household's tables that hold anything of it, and its people. */
async function listCopied(client: pg.Client, householdId: string): Promise<Copied[]> {
  const tables = (await listTenantTables(client)).map(({ name, columns }) => ({
    name,
    columns,
    where: `"${name === 'Household' ? 'id' : 'householdId'}" = '${householdId}'`,
  }));
  const { rows } = await client.query<{ column: string }>(
    `SELECT a.attname AS "column" FROM pg_attribute a
     WHERE a.attrelid = '"User"'::regclass AND a.attnum > 0 AND NOT a.attisdropped`,
  );
  const members = `SELECT "userId" FROM "Member" WHERE "householdId" = '${householdId}'`;
  const all = [
    { name: 'User', columns: rows.map(({ column }) => column), where: `"id" IN (${members})` },
    ...tables,
  ];
  const held: Copied[] = [];
  for (const table of all) {
    const found = await client.query(`SELECT FROM "${table.name}" WHERE ${table.where} LIMIT 1`);
    if (found.rowCount) held.push(table);
  }
  return held;
}

/** The household's rows of a table once for each of these neighbours. */
async function copy(
  connectionString: string,
  { name, columns, where }: Copied,
  first: number,
  last: number,
): Promise<void> {
  const list = columns.map((column) => `"${column}"`).join(', ');
  const values = columns.map((column) => selected(name, column)).join(', ');
  const rows = `SELECT ${values} FROM generate_series(${first}, ${last}) AS neighbour, "${name}" WHERE ${where}`;
  const reader = new pg.Client({ connectionString });
  const writer = new pg.Client({ connectionString });
  try {
    await Promise.all([reader.connect(), writer.connect()]);
    await writer.query('SET session_replication_role = replica');
    await pipeline(
      reader.query(to(`COPY (${rows}) TO STDOUT (FORMAT binary)`)),
      writer.query(from(`COPY "${name}" (${list}) FROM STDIN (FORMAT binary)`)),
    );
  } finally {
    await Promise.all([reader.end(), writer.end()]);
  }
}

function selected(table: string, column: string): string {
  const isOwn = ['householdId', 'userId'].includes(column);
  const isKey = column === 'id' && ['Household', 'User'].includes(table);
  if (isOwn || isKey) return numbered(`"${column}"`);
  if (table === 'User' && column === 'email') return `neighbour || '.' || "email"`;
  return `"${column}"`;
}

/** The neighbour's own id in place of one of the household's. */
function numbered(id: string): string {
  return `overlay((${id})::text PLACING lpad(to_hex(neighbour), 8, '0') FROM 1 FOR 8)::uuid`;
}

import { existsSync, readFileSync } from 'node:fs';
import pg from 'pg';

/** What must be nowhere but where it is configured or sealed. */
export type Secrets = Record<string, string | string[]>;

/** Plaid's tokens and ours, hashes of passwords and what is sealed are known by their shape. */
const shapes: Record<string, RegExp> = {
  token: /\b(?:access|public|link|processor|assets|user)-(?:sandbox|production)-[\w-]{8,}/,
  ownToken: /\bplm_[0-9A-Za-z]{60,}/,
  webhookSecret: /\bwhsec_[0-9A-Za-z+/=]{40,}/,
  passwordHash: /\$argon2id\$/,
  sealed: /\bv1\.[\w-]{1,32}\.[\w-]{16}\.[\w-]{22,}/,
};

/** Columns that are there to hold such a thing. */
const allowed: Record<string, RegExp> = {
  passwordHash: /^(?:User\.password|ProofPack\.passphrase)Hash$/,
  sealed: /Sealed$|^EncryptionKey\.sentinel$/,
  // Without a relay the words of a mail wait for the operator.
  link: /^Mail\.(?:text|html)$|^TokenMail\.text$/,
};

/** Everything of `secrets`, and everything of such a shape, that a text holds. */
export function findSecrets(text: string, secrets: Secrets): string[] {
  const named = Object.entries(secrets).filter(([, values]) =>
    [values].flat().some((value) => value !== '' && text.includes(value)),
  );
  const shaped = Object.entries(shapes).filter(([, shape]) => shape.test(text));
  return [...named, ...shaped].map(([name]) => name);
}

/**
 * Searches what the processes wrote and every column of every table, the queue's included.
 *
 * @returns `accessToken in the log: …`, `authSecret in Table.column`
 */
export async function findLeaks(from: {
  databaseUrl: string;
  logFile: string;
  secrets: Secrets;
}): Promise<string[]> {
  const log = existsSync(from.logFile) ? readFileSync(from.logFile, 'utf8') : '';
  const leaks = log
    .split('\n')
    .flatMap((line) =>
      findSecrets(line, from.secrets).map((name) => `${name} in the log: ${line.slice(0, 300)}`),
    );
  if (log.length === 0) leaks.push('There is no log: nothing was searched.');
  const client = new pg.Client({ connectionString: from.databaseUrl });
  await client.connect();
  try {
    for (const column of await listColumns(client)) {
      leaks.push(...(await searchColumn(client, column, from.secrets)));
    }
  } finally {
    await client.end();
  }
  return leaks;
}

type Column = { schema: string; table: string; column: string; type: string };

async function listColumns(client: pg.Client): Promise<Column[]> {
  const { rows } = await client.query(
    `SELECT table_schema AS schema, table_name AS "table", column_name AS "column",
       data_type AS type
     FROM information_schema.columns JOIN information_schema.tables USING (table_schema, table_name)
     WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')`,
  );
  return rows as Column[];
}

async function searchColumn(
  client: pg.Client,
  { schema, table, column, type }: Column,
  secrets: Secrets,
): Promise<string[]> {
  const name = `${table}.${column}`;
  const text = type === 'bytea' ? `encode("${column}", 'escape')` : `"${column}"::text`;
  const { rows } = await client.query(
    `SELECT ${text} AS value FROM "${schema}"."${table}" WHERE "${column}" IS NOT NULL`,
  );
  const found = new Set(rows.flatMap(({ value }) => findSecrets(value as string, secrets)));
  return [...found]
    .filter((each) => !allowed[each]?.test(name))
    .map((each) => `${each} in ${name}`);
}

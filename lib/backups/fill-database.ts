import 'server-only';
import { attachmentBytes } from '#lib/attachments/contract';
import { sealBytes } from '#lib/attachments/sealed-file';
import type { TableConnection } from '#lib/db/copy-tables';
import { failPoint } from '#lib/fail-point';
import { BackupError } from './backup-error.ts';
import type { OpenEntry } from './frames.ts';
import { countRows, type Manifest } from './manifest.ts';
import { measure } from './measure.ts';
import type { OpenBackup } from './open-backup.ts';
import { putBack } from './put-back.ts';
import { copyOutOf, listTables, quote, type TableShape } from './tables.ts';

/** What else came of it, beside the rows that the manifest counts. */
export type Filled = {
  /** Files of attachments that were put back. */
  objects: number;
  /** Addresses of members that are told of nothing until their member says so. */
  webhooks: number;
};

/**
 * Brings the rows of a backup into a database that has its tables and nothing in them, in one transaction.
 * Foreign keys are taken off and put on again, which holds every row against them: tables point at each
 * other in circles, and only a superuser may switch keys off. Triggers are silent, because what they would
 * write is among the rows.
 *
 * @throws BackupError when a table is missing, more than there was, or not as it was copied
 */
export async function fillDatabase(
  connection: TableConnection,
  backup: OpenBackup,
  forGood: boolean,
): Promise<Filled> {
  const { manifest } = backup;
  const tables = await matchTables(connection, manifest);
  await connection.rows('BEGIN');
  const keys = await listForeignKeys(connection);
  for (const { table, name } of keys) {
    await connection.rows(`ALTER TABLE ${table} DROP CONSTRAINT ${quote(name)}`);
  }
  for (const name of tables.keys()) {
    await connection.rows(`ALTER TABLE ${quote(name)} DISABLE TRIGGER USER`);
  }
  const objects = await copyEntries(connection, backup, tables, forGood);
  for (const { table, name, definition } of keys) {
    await connection.rows(`ALTER TABLE ${table} ADD CONSTRAINT ${quote(name)} ${definition}`);
  }
  for (const { name, lastValue, isCalled } of manifest.sequences) {
    await connection.rows('SELECT setval($1::regclass, $2::bigint, $3)', [
      `public.${quote(name)}`,
      lastValue,
      isCalled,
    ]);
  }
  await requireSame(connection, manifest, tables);
  await wakeOwed(connection);
  const webhooks = forGood ? await settle(connection, manifest, tables) : 0;
  for (const name of tables.keys()) {
    await connection.rows(`ALTER TABLE ${quote(name)} ENABLE TRIGGER USER`);
  }
  failPoint('restore-filled');
  await connection.rows('COMMIT');
  return { objects, webhooks };
}

/** By name, and each with the columns it had: then COPY brings every value to where it was. */
async function matchTables(
  connection: TableConnection,
  manifest: Manifest,
): Promise<Map<string, TableShape>> {
  const here = new Map((await listTables(connection)).map((table) => [table.name, table]));
  for (const { name, columns } of manifest.tables) {
    const found = here.get(name);
    const missing = columns.filter((column) => !found?.columns.includes(column));
    if (found && missing.length === 0) {
      here.set(name, { ...found, columns });
      continue;
    }
    const what = found
      ? `the columns ${missing.join(', ')} of the table ${name}`
      : `a table ${name}`;
    throw new BackupError(`It holds ${what}, which no migration makes.`);
  }
  if (here.size === manifest.tables.length) return here;
  const kept = new Set(manifest.tables.map(({ name }) => name));
  const lacking = [...here.keys()].filter((name) => !kept.has(name));
  throw new BackupError(`It lacks the tables ${lacking.join(', ')}.`);
}

type ForeignKey = { table: string; name: string; definition: string };

function listForeignKeys({ rows }: TableConnection): Promise<ForeignKey[]> {
  return rows<ForeignKey>(`
    SELECT k.conrelid::regclass::text AS "table", k.conname AS "name",
      pg_get_constraintdef(k.oid) AS "definition"
    FROM pg_constraint k
    WHERE k.contype = 'f' AND k.connamespace = 'public'::regnamespace ORDER BY 1, 2`);
}

async function copyEntries(
  connection: TableConnection,
  backup: OpenBackup,
  tables: Map<string, TableShape>,
  forGood: boolean,
): Promise<number> {
  let objects = 0;
  for await (const { entry, bytes } of backup.readEntries()) {
    if (entry.kind === 'object') {
      objects += 1;
      if (forGood) await putBack(connection, entry, await collect(bytes));
      continue;
    }
    const table = tables.get(entry.name);
    if (!table) throw new BackupError(`It holds a table ${entry.name} that it does not name.`);
    const list = table.columns.map(quote).join(', ');
    await connection.copyIn(`COPY public.${quote(table.name)} (${list}) FROM STDIN`, bytes);
  }
  if (objects !== backup.manifest.objects.count) {
    throw new BackupError('Files of attachments are missing in it.');
  }
  return objects;
}

async function collect(bytes: OpenEntry['bytes']): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of bytes) {
    length += chunk.length;
    if (length > attachmentBytes + sealBytes) throw new BackupError('A file in it is too large.');
    chunks.push(Buffer.from(chunk));
  }
  return Buffer.concat(chunks);
}

/** Every table is copied out once more: what PostgreSQL holds now is what it held then. */
async function requireSame(
  connection: TableConnection,
  manifest: Manifest,
  tables: Map<string, TableShape>,
): Promise<void> {
  for (const { name, rows, sha256 } of manifest.tables) {
    const table = tables.get(name);
    const found = table && (await measure(connection.copyOut(copyOutOf(table))));
    if (found?.rows === rows && found.sha256 === sha256) continue;
    throw new BackupError(
      `The table ${name} is not as it was copied: ${found?.rows ?? 0} rows of ${rows}.`,
    );
  }
}

/** The alarms of work that was owed were the queue's, and are not here: the sweep is to find that work. */
async function wakeOwed({ rows }: TableConnection): Promise<void> {
  await rows(`
    UPDATE "Item" SET "retryAt" = now()
    WHERE "doneSeq" < "requestedSeq" AND ("retryAt" IS NULL OR "retryAt" < now())`);
}

/**
 * What was true when the backup was made, and is not any more. Sessions end: one that somebody ended since
 * would live again, and so would the notices of a device that was taken away. The backup itself was under
 * way, and is finished.
 *
 * @returns how many webhooks were switched off
 */
async function settle(
  connection: TableConnection,
  manifest: Manifest,
  tables: Map<string, TableShape>,
): Promise<number> {
  const { rows } = connection;
  await rows('DELETE FROM "Session"');
  await rows('DELETE FROM "PushDevice"');
  await rows('DELETE FROM "Worker"');
  await rows(
    `UPDATE "Backup" SET "state" = 'done', "finishedAt" = $2, "rows" = $3 WHERE "name" = $1`,
    [manifest.name, manifest.madeAt, countRows(manifest)],
  );
  return tables.has('WebhookEndpoint') ? stopWebhooks(connection) : 0;
}

/** The installation that the backup is of may run on, and no address is to be told by two. */
async function stopWebhooks({ rows }: TableConnection): Promise<number> {
  const [found] = await rows<{ count: number }>(`
    WITH stopped AS (
      UPDATE "WebhookEndpoint" SET "state" = 'off', "offReason" = 'restored',
        "leaseId" = NULL, "leaseUntil" = NULL
      WHERE "state" = 'on' RETURNING 1)
    SELECT count(*)::int AS "count" FROM stopped`);
  return found?.count ?? 0;
}

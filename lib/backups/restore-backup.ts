import 'server-only';
import { auditKinds } from '#lib/audit/contract';
import { installationLog } from '#lib/audit/record-audit';
import { connectForTables, type TableConnection } from '#lib/db/copy-tables';
import { applyMigrations } from '#lib/db/migrate';
import { listMigrationNames } from '#lib/db/migrate-status';
import { failPoint } from '#lib/fail-point';
import { checkIntegrity } from '#lib/integrity/check-integrity';
import { listBroken, mendBroken } from '#lib/integrity/mend-broken';
import { BackupError } from './backup-error.ts';
import { dropContents, requireEmpty } from './empty-database.ts';
import { type Filled, fillDatabase } from './fill-database.ts';
import { countRows, type Manifest } from './manifest.ts';
import type { OpenBackup } from './open-backup.ts';

export type RestoreOptions = {
  /**
   * For good: files of attachments are put back, nobody stays signed in, and no webhook or device is told
   * of anything until its member says so. A drill does none of it.
   */
  forGood: boolean;
  /** A line for people about what happens now. */
  say: (line: string) => void;
};

/**
 * Brings a backup into an empty database: the tables as they were, by the migrations of then; all rows in one
 * transaction, each table held against its checksum; then the later migrations, and every invariant. Needs
 * no more rights than owning the database.
 *
 * @throws BackupError, and what PostgreSQL or a store throws; the database is empty again then
 */
export async function restoreBackup(
  backup: OpenBackup,
  databaseUrl: string,
  { forGood, say }: RestoreOptions,
): Promise<Filled & { rows: number }> {
  const { manifest } = backup;
  requireKnown(manifest);
  const connection = await connectForTables(databaseUrl);
  try {
    await requireEmpty(connection);
  } catch (error) {
    await connection.end();
    throw error;
  }
  try {
    say(`Making the tables as they were: ${manifest.migrations.length} migrations …`);
    await applyMigrations(databaseUrl, { only: manifest.migrations.map(({ name }) => name) });
    failPoint('restore-migrated');
    say(`Bringing back ${countRows(manifest)} rows of ${manifest.tables.length} tables …`);
    const filled = await fillDatabase(connection, backup, forGood);
    const later = await applyMigrations(databaseUrl, { mayDestroy: true });
    if (later.length > 0) say(`Applied ${later.length} later migrations.`);
    if (forGood) await noteRestore(connection, manifest);
    await requireIntegrity(connection, databaseUrl, { forGood, say });
    await connection.rows('ANALYZE');
    await connection.end();
    return { rows: countRows(manifest), ...filled };
  } catch (error) {
    connection.abort();
    await dropContents(databaseUrl);
    throw error;
  }
}

/** In the installation's own log, which the database chains to what it was when the backup was made. */
async function noteRestore({ rows }: TableConnection, manifest: Manifest): Promise<void> {
  const details = { name: manifest.name, rows: countRows(manifest) };
  await rows(
    `INSERT INTO "AuditEntry" ("chainId", "kind", "details") VALUES ($1::uuid, 'backup_restored', $2)`,
    [installationLog, JSON.stringify(auditKinds.backup_restored.details.parse(details))],
  );
}

function requireKnown({ migrations, appVersion }: Manifest): void {
  const known = new Set(listMigrationNames());
  const unknown = migrations.filter(({ name }) => !known.has(name));
  if (unknown.length === 0) return;
  throw new BackupError(
    `It was made by a newer version of Plumbline (${appVersion}, with ${unknown[0]?.name}). Restore it with that version or a later one; nothing was changed.`,
  );
}

/**
 * Also of the rows that the later migrations changed. What can be made anew is no reason to do without all else; to a
 * drill it is one, because the database that was copied has it, and people have to hear of it.
 */
async function requireIntegrity(
  { rows }: TableConnection,
  databaseUrl: string,
  { forGood, say }: RestoreOptions,
): Promise<void> {
  const all = await checkIntegrity(databaseUrl);
  const broken = forGood ? await mendBroken(all, rows, say) : listBroken(all);
  if (broken.length === 0) return;
  const words = broken.map(
    ({ invariant, statement, violations }) => `${invariant} ${statement} (${violations[0]})`,
  );
  throw new BackupError(`What it holds is not sound: ${words.join('; ').slice(0, 1_000)}`);
}

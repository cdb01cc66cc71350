import 'server-only';
import { readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { createGzip } from 'node:zlib';
import { attachmentBytes } from '#lib/attachments/contract';
import { sealBytes } from '#lib/attachments/sealed-file';
import type { StoreName } from '#lib/attachments/settings';
import { type ObjectStore, openStore } from '#lib/attachments/store';
import type { TableConnection } from '#lib/db/copy-tables';
import { failPoint } from '#lib/fail-point';
import { BackupError } from './backup-error.ts';
import { printData, printEnd, printOpening } from './frames.ts';
import { type Manifest, printManifest } from './manifest.ts';
import { createMeter } from './measure.ts';
import { manifestIndex, type PartSealer, sealPart } from './seal-part.ts';
import { manifestName, nameOfPart, partBytes } from './store.ts';
import { copyOutOf, listTables, readSequences } from './tables.ts';

const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
const objectsPerRead = 500;
const namedLimit = 20;

type Target = {
  sealer: PartSealer;
  store: ObjectStore;
  /** Asked before each part: whoever leaves leaves no backup. */
  isStopping: () => boolean;
};

/**
 * Copies a whole database, of one moment, and the files of attachments that lie outside it into sealed
 * parts. What is in memory is a few parts, however much there is. The manifest comes last: without it
 * there is no backup.
 *
 * @returns what was copied, and how many bytes that are where they lie
 * @throws BackupError, and what PostgreSQL or the store throws: then there is no manifest
 */
export async function writeBackup(
  connection: TableConnection,
  target: Target,
): Promise<{ manifest: Manifest; storedBytes: number }> {
  await connection.rows('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
  const { sealer, store } = target;
  const facts = await readFacts(connection);
  const contents = { tables: [], objects: { count: 0, bytes: 0, missing: 0, missingIds: [] } };
  const { parts, storedBytes } = await writeParts(printContents(connection, contents), target);
  await connection.rows('COMMIT');
  const manifest: Manifest = {
    format: 1,
    name: sealer.name,
    appVersion: version,
    keyId: sealer.key.id,
    parts,
    ...facts,
    ...contents,
  };
  const sealed = sealPart(sealer, manifestIndex, printManifest(manifest));
  failPoint('backup-parts-stored');
  await store.put(manifestName, sealed);
  failPoint('backup-stored');
  return { manifest, storedBytes: storedBytes + sealed.length };
}

async function readFacts(connection: TableConnection) {
  const [about] = await connection.rows<{ madeAt: Date; postgres: string }>(
    `SELECT now() AS "madeAt", current_setting('server_version') AS "postgres"`,
  );
  if (!about) throw new BackupError('The database does not say what it is.');
  const migrations = await connection.rows<{ name: string; checksum: string }>(`
    SELECT migration_name AS "name", checksum FROM _prisma_migrations
    WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL
    ORDER BY migration_name COLLATE "C"`);
  const keys = await connection.rows<{ id: string }>(
    `SELECT "id" FROM "EncryptionKey" ORDER BY "id" COLLATE "C"`,
  );
  return {
    madeAt: about.madeAt.toISOString(),
    postgres: about.postgres,
    migrations,
    sequences: await readSequences(connection),
    encryptionKeyIds: keys.map(({ id }) => id),
  };
}

type Contents = Pick<Manifest, 'tables' | 'objects'>;

/** All that a backup holds, in one stream; what it was is noted in `contents`. */
async function* printContents(
  connection: TableConnection,
  contents: Contents,
): AsyncGenerator<Buffer> {
  for (const table of await listTables(connection)) {
    const { name, columns } = table;
    yield printOpening({ kind: 'table', name });
    const meter = createMeter();
    for await (const chunk of connection.copyOut(copyOutOf(table))) {
      meter.add(chunk);
      yield* printData(chunk);
    }
    contents.tables.push({ name, columns, ...meter.read() });
  }
  for await (const { id, store } of listObjects(connection)) {
    const bytes = await readObject(id, store);
    if (!bytes) {
      contents.objects.missing += 1;
      if (contents.objects.missingIds.length < namedLimit) contents.objects.missingIds.push(id);
      continue;
    }
    contents.objects.count += 1;
    contents.objects.bytes += bytes.byteLength;
    yield printOpening({ kind: 'object', id, store });
    yield* printData(bytes);
  }
  yield printEnd();
}

type ObjectRow = { id: string; store: Exclude<StoreName, 'database'> };

/** Those that an attachment has; others are about to be swept away. */
async function* listObjects({ rows }: TableConnection): AsyncGenerator<ObjectRow> {
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const some = await rows<ObjectRow>(
      `SELECT s."id", s."store" FROM "StoredObject" s
       WHERE s."id" > $1::uuid AND EXISTS (SELECT FROM "Attachment" a WHERE a."objectId" = s."id")
       ORDER BY s."id" LIMIT ${objectsPerRead}`,
      [after],
    );
    yield* some;
    const last = some.at(-1);
    if (!last || some.length < objectsPerRead) return;
    after = last.id;
  }
}

/**
 * A file is never changed once it is there, so that it need not be of the same moment as the rows. One
 * that is missing is named in the manifest: a backup of all the rest is better than none.
 */
function readObject(id: string, store: ObjectRow['store']): Promise<Uint8Array | null> {
  return openStore(store).get(id, attachmentBytes + sealBytes);
}

async function writeParts(
  contents: AsyncGenerator<Buffer>,
  { sealer, store, isStopping }: Target,
): Promise<{ parts: number; storedBytes: number }> {
  const source = Readable.from(contents, { objectMode: false, highWaterMark: 1024 * 1024 });
  const gzip = createGzip({ chunkSize: 256 * 1024 });
  source.on('error', (error) => gzip.destroy(error));
  let [parts, storedBytes] = [0, 0];
  const put = async (bytes: Buffer) => {
    if (isStopping()) throw new BackupError('It was interrupted. Another one will be made.');
    const sealed = sealPart(sealer, parts, bytes);
    await store.put(nameOfPart(parts), sealed);
    failPoint('backup-part-stored');
    parts += 1;
    storedBytes += sealed.length;
  };
  try {
    for await (const bytes of cutUp(source.pipe(gzip))) await put(bytes);
  } finally {
    source.destroy();
  }
  return { parts, storedBytes };
}

/**
 * A stream in pieces of a part's size, the last one smaller. All of them lie in the same memory, one after the
 * other: a piece is to be used before the next is asked for.
 */
async function* cutUp(stream: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const part = Buffer.allocUnsafeSlow(partBytes);
  let length = 0;
  for await (const chunk of stream) {
    for (let from = 0; from < chunk.length; ) {
      const copied = chunk.copy(part, length, from);
      from += copied;
      length += copied;
      if (length < partBytes) continue;
      yield part;
      length = 0;
    }
  }
  if (length > 0) yield part.subarray(0, length);
}

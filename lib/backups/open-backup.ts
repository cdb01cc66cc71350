import 'server-only';
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { EncryptionKey } from '#lib/crypto/judge-key';
import { BackupError } from './backup-error.ts';
import { type OpenEntry, readEntries } from './frames.ts';
import { type Manifest, parseManifest } from './manifest.ts';
import { measure } from './measure.ts';
import { isBackupName } from './names.ts';
import { findKey, manifestIndex, openPart, type PartSealer, readHeader } from './seal-part.ts';
import { type BackupStore, nameOfPart, readPart, readSealedManifest } from './store.ts';

/** A backup whose manifest opened. */
export type OpenBackup = {
  manifest: Manifest;
  /** Tables and then files, each part held against its seal before anything of it is told. */
  readEntries: () => AsyncGenerator<OpenEntry>;
};

/**
 * Opens a finished backup.
 *
 * @param name  or `latest`
 * @throws BackupError that says why it does not open; nothing was changed then
 */
export async function openBackup(
  store: BackupStore,
  name: string,
  keys: EncryptionKey[],
): Promise<OpenBackup> {
  const found = name === 'latest' ? await findLatest(store) : name;
  if (found === null) throw new BackupError('There is no finished backup. Nothing was changed.');
  if (!isBackupName(found)) {
    throw new BackupError(`"${found}" is no name of a backup: npm run backup -- list names them.`);
  }
  const parts = store.open(found);
  const sealed = await readSealedManifest(parts);
  if (!sealed) {
    throw new BackupError(
      `There is no finished backup ${found}: npm run backup -- list names those there are.`,
    );
  }
  const sealer = findKey(found, readHeader(sealed), keys);
  const manifest = parseManifest(openPart(sealer, manifestIndex, sealed));
  return {
    manifest,
    readEntries: () => readEntries(unzip(readParts(parts, sealer, manifest.parts))),
  };
}

/** The newest backup that has its manifest. */
async function findLatest(store: BackupStore): Promise<string | null> {
  for (const name of (await store.list()).reverse()) {
    if (await isFinished(store, name)) return name;
  }
  return null;
}

export function isFinished(store: BackupStore, name: string): Promise<boolean> {
  return store.open(name).has('manifest');
}

/**
 * Reads a backup to its end without a database: every part opens, and every table is the one that was
 * copied.
 *
 * @throws BackupError at the first thing that is not so
 */
export async function verifyBackup(backup: OpenBackup): Promise<Manifest> {
  const { manifest } = backup;
  const left = new Map(manifest.tables.map((table) => [table.name, table]));
  let objects = 0;
  for await (const { entry, bytes } of backup.readEntries()) {
    if (entry.kind === 'object') {
      objects += 1;
      continue;
    }
    const expected = left.get(entry.name);
    const found = await measure(bytes);
    if (found.sha256 !== expected?.sha256 || found.rows !== expected.rows) {
      throw new BackupError(`The table ${entry.name} is not as it was when it was copied.`);
    }
    left.delete(entry.name);
  }
  if (left.size > 0) throw new BackupError(`These tables are missing: ${[...left.keys()]}.`);
  if (objects !== manifest.objects.count)
    throw new BackupError('Files of attachments are missing.');
  return manifest;
}

async function* readParts(
  store: ReturnType<BackupStore['open']>,
  sealer: PartSealer,
  count: number,
): AsyncGenerator<Buffer> {
  for (let index = 0; index < count; index += 1) {
    const sealed = await readPart(store, index);
    if (!sealed) {
      throw new BackupError(`It is cut short: ${nameOfPart(index)} of ${count} parts is missing.`);
    }
    yield openPart(sealer, index, sealed);
  }
}

async function* unzip(parts: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  const source = Readable.from(parts, { objectMode: false });
  const gunzip = createGunzip({ chunkSize: 256 * 1024 });
  source.on('error', (error) => gunzip.destroy(error));
  try {
    yield* source.pipe(gunzip);
  } finally {
    source.destroy();
    gunzip.destroy();
  }
}

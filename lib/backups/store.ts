import 'server-only';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createFolderStore } from '#lib/attachments/folder-store';
import { createS3Store } from '#lib/attachments/s3-store';
import type { S3Settings } from '#lib/attachments/settings';
import type { ObjectStore } from '#lib/attachments/store';
import { env } from '#lib/env';
import { isBackupName } from './names.ts';
import { partOverheadBytes } from './seal-part.ts';

/** Small enough to be held in memory a few times, and to be sent in one request. */
export const partBytes = 4 * 1024 * 1024;
const manifestLimitBytes = 4 * 1024 * 1024;
const indexLimitBytes = 1024 * 1024;

/** Where backups lie, each as a folder of sealed parts. */
export type BackupStore = {
  /** For people. */
  place: 'folder' | 'bucket';
  /** The parts of one backup. */
  open: (name: string) => ObjectStore;
  /** All that were begun and not taken away, oldest first. */
  list: () => Promise<string[]>;
  /** Before its first part: whatever is begun is found again, also when it is never finished. */
  begin: (name: string) => Promise<void>;
  /** After its last part was removed. */
  forget: (name: string) => Promise<void>;
};

/** The store that the settings name. */
export function openBackupStore(): BackupStore {
  const { bucket, folder } = env().backups;
  return bucket ? createBucketStore(bucket) : createBackupFolder(folder);
}

export const manifestName = 'manifest';

export function nameOfPart(index: number): string {
  return `part-${String(index).padStart(6, '0')}`;
}

/** Null where there is none. */
export async function readPart(store: ObjectStore, index: number): Promise<Buffer | null> {
  const bytes = await store.get(nameOfPart(index), partBytes + partOverheadBytes);
  return bytes && Buffer.from(bytes);
}

/** Null where the backup is not finished, or there is none. */
export async function readSealedManifest(store: ObjectStore): Promise<Buffer | null> {
  const bytes = await store.get(manifestName, manifestLimitBytes);
  return bytes && Buffer.from(bytes);
}

/**
 * Takes a backup away. Without its manifest it is none any more; its parts go from the last one, so that
 * whoever goes on after an interruption finds how many are left.
 */
export async function removeBackup(store: BackupStore, name: string): Promise<void> {
  const parts = store.open(name);
  await parts.remove(manifestName);
  let count = 0;
  while (await parts.has(nameOfPart(count))) count += 1;
  for (let index = count - 1; index >= 0; index -= 1) await parts.remove(nameOfPart(index));
  await store.forget(name);
}

function createBackupFolder(folder: string): BackupStore {
  return {
    place: 'folder',
    open: (name) => createFolderStore(join(folder, name)),
    list: async () => (await readNames(folder)).filter(isBackupName).sort(),
    begin: async (name) => void (await mkdir(join(folder, name), { recursive: true, mode: 0o700 })),
    forget: (name) => rm(join(folder, name), { recursive: true, force: true }),
  };
}

async function readNames(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}

/**
 * A bucket is never listed: its client needs no right to, and the answer is told differently by each maker.
 * An object of names, one a line, stands for the list. It is written before a backup's first part, and one
 * at a time, under the lock that all backups of an installation are made under.
 */
function createBucketStore(settings: S3Settings): BackupStore {
  const root = createS3Store(settings);
  const list = async () => {
    const bytes = await root.get(indexName, indexLimitBytes);
    const names = bytes ? Buffer.from(bytes).toString('utf8').split('\n') : [];
    return names.filter(isBackupName).sort();
  };
  const save = (names: string[]) => root.put(indexName, Buffer.from(`${names.join('\n')}\n`));
  return {
    place: 'bucket',
    open: (name) => createS3Store({ ...settings, url: `${settings.url}/${name}` }),
    list,
    begin: async (name) => save([...new Set([...(await list()), name])].sort()),
    forget: async (name) => save((await list()).filter((each) => each !== name)),
  };
}

const indexName = 'index';

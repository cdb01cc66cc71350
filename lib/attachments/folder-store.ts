import 'server-only';
import { randomUUID } from 'node:crypto';
import { access, mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { ObjectStore } from './store.ts';

/** A folder that web and worker share. */
export function createFolderStore(folder: string): ObjectStore {
  const pathOf = (id: string) => join(folder, id);
  return {
    put: async (id, bytes) => {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      // Under its name only once it is whole, and on the disk.
      const unfinished = pathOf(`.${randomUUID()}`);
      try {
        await write(unfinished, bytes);
        await rename(unfinished, pathOf(id));
      } finally {
        await rm(unfinished, { force: true });
      }
      await sync(folder);
    },
    get: (id, limitBytes) =>
      orNull(async () => {
        const { size } = await stat(pathOf(id));
        if (size > limitBytes) throw new Error('A file in the folder of attachments is too large.');
        return readFile(pathOf(id));
      }),
    has: async (id) => (await orNull(() => access(pathOf(id)).then(() => true))) ?? false,
    remove: (id) => rm(pathOf(id), { force: true }),
  };
}

async function write(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** A new name is on the disk once its folder is. */
async function sync(folder: string): Promise<void> {
  const directory = await open(folder);
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}

async function orNull<Value>(look: () => Promise<Value>): Promise<Value | null> {
  try {
    return await look();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

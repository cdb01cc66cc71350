import 'server-only';
import { env } from '#lib/env';
import { createFolderStore } from './folder-store.ts';
import { createS3Store } from './s3-store.ts';
import type { StoreName } from './settings.ts';

/**
 * Where files lie outside the database, each under an id that says nothing of whose it is. What a store is
 * given is encrypted; it need not be trusted with more than keeping it.
 */
export type ObjectStore = {
  /** Resolves once it will outlive this machine's power, as far as the store can promise. */
  put: (id: string, bytes: Uint8Array) => Promise<void>;
  /** Null where there is none. */
  get: (id: string, limitBytes: number) => Promise<Uint8Array | null>;
  has: (id: string) => Promise<boolean>;
  /** Harmless where there is none. */
  remove: (id: string) => Promise<void>;
};

/** A store that the settings name. @throws Error where they name none of that kind */
export function openStore(name: Exclude<StoreName, 'database'>): ObjectStore {
  const { folder, s3 } = env().attachments;
  if (name === 'folder') return createFolderStore(folder);
  if (s3) return createS3Store(s3);
  throw new Error('Attachments are in S3, and ATTACHMENTS_BUCKET_URL is not set.');
}

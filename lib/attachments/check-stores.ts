import 'server-only';
import { randomBytes } from 'node:crypto';
import { db } from '#lib/db/client';
import { newId } from '#lib/db/ids';
import { env } from '#lib/env';
import type { StoreName } from './settings.ts';
import { openStore } from './store.ts';

type Elsewhere = Exclude<StoreName, 'database'>;

export type StoreReport = {
  /** Where new ones go. */
  store: StoreName;
  /** What does not work, one line each, without a secret. */
  problems: string[];
  /** Files outside the database that were looked for. */
  looked: number;
};

const lookedLimit = 20_000;
const namedLimit = 20;

/** Tries the place where attachments are kept, and looks whether each that is not in the database is there. */
export async function checkStores(): Promise<StoreReport> {
  const { store } = env().attachments;
  const problems = store === 'database' ? [] : await tryStore(store);
  const objects = await db().$queryRaw<{ id: string; store: Elsewhere | null }[]>`
    SELECT a."objectId" AS "id", s."store" FROM "Attachment" a
    LEFT JOIN "StoredObject" s ON s."id" = a."objectId"
    WHERE a."objectId" IS NOT NULL ORDER BY a."createdAt" DESC LIMIT ${lookedLimit}`;
  const missing: string[] = [];
  for (const { id, store: where } of objects) {
    if (missing.length >= namedLimit) break;
    if (!(await isThere(id, where)))
      missing.push(`The file ${id} is not in ${where ?? 'any store'}.`);
  }
  return { store, problems: [...problems, ...missing], looked: objects.length };
}

/** Writes, reads and deletes a file of no meaning. */
async function tryStore(name: Elsewhere): Promise<string[]> {
  const [id, bytes] = [newId(), randomBytes(64)];
  try {
    const store = openStore(name);
    await store.put(id, bytes);
    const read = await store.get(id, bytes.byteLength);
    await store.remove(id);
    if (read && Buffer.compare(bytes, read) === 0) return [];
    return [`${name} does not give back what it was given.`];
  } catch (error) {
    return [`${name} cannot be used: ${describe(error)}`];
  }
}

/** With what lies under it: a fetch says only that it failed. */
function describe(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
}

async function isThere(id: string, store: Elsewhere | null): Promise<boolean> {
  try {
    return store !== null && (await openStore(store).has(id));
  } catch {
    return false;
  }
}

import 'server-only';
import { keyRing, seal, UnsealError, unseal } from '#lib/crypto/seal';
import { db } from '#lib/db/client';

/**
 * The keys that have sealed something in this database and that the ring does not hold: a lost one,
 * or one whose name another key bears now. When there are none, the ring's first key is written
 * down, so that it will be known again.
 */
export async function findForeignKeys(): Promise<string[]> {
  const foreign = await listForeign();
  if (foreign.length > 0) return foreign;
  const [first] = keyRing();
  const sentinel = seal('known', placeOf(first));
  const { count } = await db().encryptionKey.createMany({
    data: [{ id: first, sentinel }],
    skipDuplicates: true,
  });
  // Another process may have written its own down under the same name meanwhile.
  return count === 0 ? listForeign() : [];
}

async function listForeign(): Promise<string[]> {
  const known = await db().encryptionKey.findMany({ orderBy: { createdAt: 'asc' } });
  return known.filter((key) => !opens(key.id, key.sentinel)).map((key) => key.id);
}

function opens(id: string, sentinel: string): boolean {
  try {
    return unseal(sentinel, placeOf(id)) === 'known';
  } catch (error) {
    if (error instanceof UnsealError) return false;
    throw error;
  }
}

function placeOf(id: string) {
  return { table: 'EncryptionKey', column: 'sentinel', householdId: '', rowId: id } as const;
}

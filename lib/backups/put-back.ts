import 'server-only';
import { openStore } from '#lib/attachments/store';
import type { TableConnection } from '#lib/db/copy-tables';
import { env } from '#lib/env';

/**
 * Puts an attachment's file to where it was, or, where the settings name no such place any more, into the
 * folder. One that is still there is left: it never changes.
 */
export async function putBack(
  { rows }: TableConnection,
  { id, store }: { id: string; store: string },
  bytes: Uint8Array,
): Promise<void> {
  const place = store === 's3' && env().attachments.s3 ? 's3' : 'folder';
  const away = openStore(place);
  if (!(await away.has(id))) await away.put(id, bytes);
  if (place !== store) {
    await rows('UPDATE "StoredObject" SET "store" = $2 WHERE "id" = $1::uuid', [id, place]);
  }
}

import { importArchive } from '#lib/archive-imports/import-archive';
import { partBytes } from '#lib/archive-imports/limits';
import { getImport } from '#lib/archive-imports/queries';
import { createImport, startImport, storePart } from '#lib/archive-imports/upload';
import type { TestHousehold } from './household.ts';

/** Uploads a file part by part, as the browser would; the worker has not read it yet. */
export async function uploadArchive(owner: TestHousehold, file: Buffer): Promise<string> {
  const { id } = await createImport(owner, { bytes: file.byteLength });
  for (let seq = 0; seq * partBytes < file.byteLength; seq += 1) {
    const body = new Uint8Array(file.subarray(seq * partBytes, (seq + 1) * partBytes));
    const headers = { 'content-type': 'application/octet-stream' };
    const request = new Request('http://localhost/', { method: 'POST', body, headers });
    await storePart(owner, id, seq, request);
  }
  await startImport(owner, id);
  return id;
}

/** The whole way into a household; how it ended. */
export async function bringArchive(owner: TestHousehold, file: Buffer) {
  const importId = await uploadArchive(owner, file);
  await importArchive({ householdId: owner.householdId, importId });
  return getImport(owner, importId);
}

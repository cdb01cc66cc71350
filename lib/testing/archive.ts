import yauzl from 'yauzl';
import { buildArchive } from '#lib/archives/build-archive';
import { createArchive } from '#lib/archives/create-archive';
import { downloadArchive } from '#lib/archives/download-archive';
import type { TestHousehold } from './household.ts';

/** Has an archive made and fetched, as the worker and the browser would. */
export async function takeArchive(owner: TestHousehold): Promise<Buffer> {
  const { id } = await createArchive(owner);
  await buildArchive({ householdId: owner.householdId, archiveId: id });
  const response = await downloadArchive(owner, id);
  return Buffer.from(await response.arrayBuffer());
}

/** Every file of a zip by its path. */
export async function readZip(bytes: Buffer): Promise<Map<string, Buffer>> {
  const zip = await yauzl.fromBufferPromise(bytes, { strictFileNames: true });
  const files = new Map<string, Buffer>();
  for await (const entry of zip.eachEntry()) {
    const pieces: Buffer[] = [];
    for await (const piece of await zip.openReadStreamPromise(entry)) pieces.push(piece);
    files.set(entry.fileName, Buffer.concat(pieces));
  }
  return files;
}

/** What all its files are together. */
export async function measureUnpackedBytes(bytes: Buffer): Promise<number> {
  const zip = await yauzl.fromBufferPromise(bytes);
  let unpacked = 0;
  for await (const entry of zip.eachEntry()) unpacked += entry.uncompressedSize;
  return unpacked;
}

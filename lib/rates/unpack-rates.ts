import 'server-only';
import yauzl from 'yauzl';
import { UnreadableFile } from '#lib/imports/sheet';
import { rateTableBytes } from './limits.ts';

/** With what every zip begins. */
const zipMark = Buffer.from('PK\x03\x04');

/**
 * The table in a zip that holds nothing else, as the European Central Bank publishes its own; what is no zip is the
 * table itself. Nothing is written under a name that a zip gives, and none is unpacked further than a table may be.
 *
 * @throws UnreadableFile
 */
export async function unpackRates(bytes: Uint8Array): Promise<Uint8Array> {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (!file.subarray(0, zipMark.length).equals(zipMark)) return bytes;
  try {
    return await unpack(file);
  } catch (error) {
    if (error instanceof UnreadableFile) throw error;
    throw new UnreadableFile('It is a zip that is damaged, or encrypted.');
  }
}

async function unpack(file: Buffer): Promise<Buffer> {
  const zip = await yauzl.fromBufferPromise(file, { strictFileNames: true });
  if (zip.entryCount !== 1) {
    throw new UnreadableFile('It is a zip of several files; unpack it, and choose one.');
  }
  const pieces: Buffer[] = [];
  for await (const entry of zip.eachEntry()) {
    // What is unpacked is held against what the entry says of its size.
    if (entry.uncompressedSize > rateTableBytes) {
      throw new UnreadableFile('Unpacked it is larger than 8 MB; divide it by years.');
    }
    for await (const piece of await zip.openReadStreamPromise(entry)) pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

import 'server-only';
import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import yauzl from 'yauzl';
import {
  archiveFormat,
  archiveVersion,
  type Manifest,
  manifestPath,
  manifestSchema,
} from '#lib/archives/manifest';
import { isDatabaseUnavailable } from '#lib/db/prisma-errors';
import type { ImportFailure } from './contract.ts';

const entryLimit = 400;
const fileLimitBytes = 8 * 1024 ** 3;
const manifestLimitBytes = 2 * 1024 ** 2;
/** Text of ours shrinks to a tenth; what shrinks more than this is there to fill memory. */
const ratioLimit = 400;
const ratioFromBytes = 1024 ** 2;
/** A move of a history keeps its balances in one row. */
const lineLimitBytes = 16 * 1024 ** 2;

/** What only we write, and so all that is read. */
const namePattern =
  /^(README\.txt|SHA256SUMS|manifest\.json|(json|csv|spreadsheets)\/\w{1,63}\.(json|csv))$/;

/** The file is not one to import, or not whole. */
export class ImportRefused extends Error {
  readonly failure: ImportFailure;

  constructor(failure: ImportFailure, detail: string) {
    super(`An archive was refused: ${detail}`);
    this.name = 'ImportRefused';
    this.failure = failure;
  }
}

export type OpenArchive = {
  manifest: Manifest;
  /** The rows of a table's file, each as its JSON text; checked against the manifest at its end. */
  readRows: (path: string) => AsyncGenerator<string>;
};

/**
 * Opens a zip that a stranger may have made: few files of known names, none larger than it says, none
 * that is nothing but air. Nothing is ever written under a name it gives.
 *
 * @throws ImportRefused
 */
export async function openArchive(
  reader: yauzl.RandomAccessReader,
  bytes: number,
): Promise<OpenArchive> {
  const zip = await yauzl
    .fromRandomAccessReaderPromise(reader, bytes, { strictFileNames: true, autoClose: false })
    .catch((error: unknown) => refuseZip(error));
  const entries = await readEntries(zip);
  const open = async (path: string): Promise<Readable> => {
    const entry = entries.get(path);
    if (!entry) throw new ImportRefused('damaged', `${path} is missing`);
    return zip.openReadStreamPromise(entry);
  };
  const manifest = await readManifest(await open(manifestPath));
  return {
    manifest,
    readRows: async function* (path) {
      const known = manifest.files[path];
      if (!known) throw new ImportRefused('damaged', `the manifest does not know ${path}`);
      yield* toRows(path, await open(path), known.sha256);
    },
  };
}

async function readEntries(zip: yauzl.ZipFile): Promise<Map<string, yauzl.Entry>> {
  const entries = new Map<string, yauzl.Entry>();
  let total = 0;
  try {
    for await (const entry of zip.eachEntry()) {
      checkEntry(entry);
      total += entry.uncompressedSize;
      if (entries.size >= entryLimit || total > fileLimitBytes) {
        throw new ImportRefused('too_large', 'more files or bytes than an archive has');
      }
      if (entries.has(entry.fileName)) throw new ImportRefused('foreign', 'a file is there twice');
      entries.set(entry.fileName, entry);
    }
  } catch (error) {
    refuseZip(error);
  }
  if (!entries.has(manifestPath)) throw new ImportRefused('foreign', 'there is no manifest');
  return entries;
}

function checkEntry(entry: yauzl.Entry): void {
  const { fileName, compressedSize, uncompressedSize } = entry;
  if (!namePattern.test(fileName)) throw new ImportRefused('foreign', 'a file of another name');
  if (!entry.canDecodeFileData()) throw new ImportRefused('foreign', 'an encoding of another kind');
  if (uncompressedSize > ratioFromBytes && uncompressedSize > compressedSize * ratioLimit) {
    throw new ImportRefused('foreign', 'a file that is nothing but air');
  }
}

async function readManifest(file: AsyncIterable<Buffer>): Promise<Manifest> {
  const pieces: Buffer[] = [];
  let size = 0;
  try {
    for await (const piece of file) {
      size += piece.byteLength;
      if (size > manifestLimitBytes) throw new ImportRefused('foreign', 'a manifest too large');
      pieces.push(piece);
    }
  } catch (error) {
    refuseZip(error, 'damaged');
  }
  const manifest = parseJson(Buffer.concat(pieces).toString('utf8'));
  const { format, version } = (manifest ?? {}) as Partial<Manifest>;
  if (format !== archiveFormat) throw new ImportRefused('foreign', 'the manifest is another’s');
  if (version !== archiveVersion) throw new ImportRefused('newer', `version ${version}`);
  const parsed = manifestSchema.safeParse(manifest);
  if (parsed.success) return parsed.data;
  throw new ImportRefused('damaged', 'the manifest is not what a manifest is');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Our files are a JSON array with one row a line, so that none need be held whole. */
async function* toRows(
  path: string,
  file: AsyncIterable<Buffer>,
  sha256: string,
): AsyncGenerator<string> {
  const hash = createHash('sha256');
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let rest = '';
  try {
    for await (const piece of file) {
      hash.update(piece);
      const lines = (rest + decoder.decode(piece, { stream: true })).split('\n');
      rest = lines.pop() ?? '';
      if (rest.length > lineLimitBytes) throw new ImportRefused('too_large', `a row of ${path}`);
      for (const line of lines) {
        const row = toRow(line);
        if (row) yield row;
      }
    }
  } catch (error) {
    refuseZip(error, 'damaged');
  }
  if (rest !== '' || hash.digest('hex') !== sha256) {
    throw new ImportRefused('damaged', `${path} is not what its checksum says`);
  }
}

function toRow(line: string): string | null {
  if (line === '[' || line === ']' || line === '[]') return null;
  return line.endsWith(',') ? line.slice(0, -1) : line;
}

/** What unzipping and decoding throw is about the file; what reading it from the database does is not. */
function refuseZip(error: unknown, failure: ImportFailure = 'foreign'): never {
  if (error instanceof ImportRefused || isDatabaseUnavailable(error)) throw error;
  throw new ImportRefused(failure, error instanceof Error ? error.message : 'no zip');
}

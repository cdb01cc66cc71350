import 'server-only';
import { createHash } from 'node:crypto';
import { PassThrough, Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import type { Snapshot } from '#lib/db/read-only';
import { listTables, plansByName, readColumns } from './columns.ts';
import {
  archiveFormat,
  archiveVersion,
  csvPath,
  jsonPath,
  type Manifest,
  manifestPath,
} from './manifest.ts';
import type { ArchiveReader } from './reader.ts';
import { readmePath, writeReadme } from './readme.ts';
import { spreadsheets, writeSpreadsheet } from './spreadsheets.ts';
import { writeCsv, writeJson } from './table-files.ts';

type Source = () => AsyncIterable<string>;

/**
 * Everything that is a reader's, as a zip file that is made as it is read: one file at a time, a batch
 * of rows at a time. Two archives of the same rows differ in their time alone.
 *
 * @param onRows  told of rows as they go into the file
 */
export async function writeArchive(
  snapshot: Snapshot,
  reader: ArchiveReader,
  madeAt: Date,
  onRows: (rows: number) => void,
): Promise<Readable> {
  const columns = await readColumns(snapshot);
  const manifest: Manifest = {
    format: archiveFormat,
    version: archiveVersion,
    madeAt: madeAt.toISOString(),
    household: reader.householdId,
    tables: {},
    files: {},
    left: listLeft(),
  };
  const zip = new ZipFile();
  const add = (path: string, source: Source, record = true) => {
    const options = { mtime: madeAt, compressionLevel: 6 };
    zip.addReadStreamLazy(path, options, (give) => {
      const tallied = tally(source(), (file) => {
        if (record) manifest.files[path] = file;
      });
      give(null, Readable.from(tallied));
    });
  };

  add(readmePath, async function* () {
    yield writeReadme(madeAt);
  });
  for (const spreadsheet of spreadsheets) {
    add(spreadsheet.path, () => writeSpreadsheet(snapshot, reader, spreadsheet));
  }
  for (const [table] of listTables()) {
    const known = columns.get(table);
    if (!known) continue;
    add(jsonPath(table), () =>
      writeJson(snapshot, reader, table, known, onRows, (said) => {
        const names = (list: { name: string }[]) => list.map(({ name }) => name);
        manifest.tables[table] = {
          ...said,
          restored: names(known.restored),
          readOnly: names(known.readOnly),
        };
      }),
    );
    add(csvPath(table), () => writeCsv(snapshot, reader, table, known));
  }
  let manifestText = '';
  add(
    manifestPath,
    async function* () {
      manifestText = `${JSON.stringify(manifest, null, 2)}\n`;
      yield manifestText;
    },
    false,
  );
  add(
    'SHA256SUMS',
    async function* () {
      yield writeSums(manifest, manifestText);
    },
    false,
  );
  zip.end();
  return endWith(zip);
}

/** The zip's bytes; what goes wrong in any of its files ends them with that error. */
function endWith(zip: ZipFile): Readable {
  const output = new PassThrough();
  zip.on('error', (error) => output.destroy(error));
  zip.outputStream.pipe(output);
  return output;
}

async function* tally(
  source: AsyncIterable<string>,
  onEnd: (file: { sha256: string; bytes: number }) => void,
): AsyncGenerator<Buffer> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const text of source) {
    const piece = Buffer.from(text);
    hash.update(piece);
    bytes += piece.byteLength;
    yield piece;
  }
  onEnd({ sha256: hash.digest('hex'), bytes });
}

/** As `sha256sum --check` reads them. */
function writeSums({ files }: Manifest, manifestText: string): string {
  const sums = Object.entries(files).map(([path, { sha256 }]) => `${sha256}  ${path}\n`);
  const own = createHash('sha256').update(manifestText).digest('hex');
  return `${sums.join('')}${own}  ${manifestPath}\n`;
}

function listLeft(): Record<string, string> {
  const left = [...plansByName].flatMap(([table, plan]) =>
    plan.as === 'left'
      ? [[table, plan.because]]
      : Object.entries(plan.without ?? {}).map(([column, why]) => [`${table}.${column}`, why]),
  );
  return Object.fromEntries(left);
}

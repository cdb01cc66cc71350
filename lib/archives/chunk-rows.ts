import 'server-only';
import { chunkBytes } from '#lib/attachments/chunks';
import { readObject } from '#lib/attachments/objects';
import type { Snapshot } from '#lib/db/read-only';
import { nullWhenMissing } from '#lib/errors';
import { type ArchiveReader, readerSql, readerValues } from './reader.ts';
import { tablePlans } from './tables.ts';

type Stored = { id: string; objectId: string; keySealed: string };

/** Pieces that PostgreSQL writes at once. */
const piecesAtOnce = 64;

/**
 * The pieces of attachments, of those too whose files are not in the database, as if they were there: an
 * archive is whole without the place where files are kept, and an import needs none. A file that is lost
 * there is left out; its attachment is in the archive, without it.
 *
 * @param selected  SQL over `t`, a piece
 * @param from      SQL: the pieces that the database has
 */
export async function* readChunkRows<Row>(
  snapshot: Snapshot,
  reader: ArchiveReader,
  selected: string,
  from: string,
  order: string,
): AsyncGenerator<Row[]> {
  const values = readerValues(reader);
  const between = (after: string | null, before: string | null) => {
    const bounds = [
      after && `t."attachmentId" > '${after}'`,
      before && `t."attachmentId" < '${before}'`,
    ];
    const where = bounds.map((bound) => (bound ? ` AND ${bound}` : '')).join('');
    return snapshot.batches<Row>(
      `${readerSql} SELECT ${selected} ${from}${where} ORDER BY ${order}`,
      values,
    );
  };
  let after: string | null = null;
  for (const file of await listStored(snapshot, values)) {
    yield* between(after, file.id);
    yield* readStored<Row>(snapshot, reader, selected, file);
    after = file.id;
  }
  yield* between(after, null);
}

function listStored({ rows }: Snapshot, values: readonly string[]): Promise<Stored[]> {
  return rows<Stored>(
    `${readerSql} SELECT t."id", t."objectId", t."keySealed" FROM "Attachment" t
     WHERE ${tablePlans.Attachment.where} AND t."objectId" IS NOT NULL ORDER BY t."id"`,
    values,
  );
}

async function* readStored<Row>(
  { rows }: Snapshot,
  { householdId }: ArchiveReader,
  selected: string,
  { id, ...object }: Stored,
): AsyncGenerator<Row[]> {
  const file = await readObject({ householdId, attachmentId: id }, object).catch(nullWhenMissing);
  if (!file) return;
  const count = Math.ceil(file.byteLength / chunkBytes);
  for (let from = 0; from < count; from += piecesAtOnce) {
    const seqs = Array.from({ length: Math.min(piecesAtOnce, count - from) }, (_, at) => from + at);
    const pieces = seqs.map((seq) => file.subarray(seq * chunkBytes, (seq + 1) * chunkBytes));
    yield await rows<Row>(
      `SELECT ${selected} FROM (
         SELECT $1::uuid AS "householdId", $2::uuid AS "attachmentId", p."seq", p."bytes"
         FROM unnest($3::int[], $4::bytea[]) AS p("seq", "bytes")) t ORDER BY t."seq"`,
      [householdId, id, seqs, pieces],
    );
  }
}

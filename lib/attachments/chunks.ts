import 'server-only';
import { db, type Tx } from '#lib/db/client';

export type FileRef = { householdId: string; attachmentId: string };

/** Keeps a file in the database, in pieces: there it is saved, moved and deleted with its household. */
export async function writeChunks(
  tx: Tx,
  { householdId, attachmentId }: FileRef,
  file: Uint8Array,
): Promise<void> {
  const count = Math.ceil(file.byteLength / chunkBytes);
  for (let from = 0; from < count; from += chunksPerStatement) {
    const some = Array.from({ length: Math.min(chunksPerStatement, count - from) }, (_, at) => {
      const seq = from + at;
      const bytes = new Uint8Array(file.subarray(seq * chunkBytes, (seq + 1) * chunkBytes));
      return { householdId, attachmentId, seq, bytes };
    });
    await tx.attachmentChunk.createMany({ data: some });
  }
}

/** Whether its file is in the database at all. */
export async function hasChunks({ householdId, attachmentId }: FileRef): Promise<boolean> {
  return (await db().attachmentChunk.count({ where: { householdId, attachmentId }, take: 1 })) > 0;
}

/** The file, piece by piece as it is taken. */
export function readChunks({ householdId, attachmentId }: FileRef): ReadableStream<Uint8Array> {
  let next = 0;
  return new ReadableStream({
    async pull(controller) {
      const chunks = await db().attachmentChunk.findMany({
        where: { householdId, attachmentId, seq: { gte: next, lt: next + chunksPerStatement } },
        select: { bytes: true },
        orderBy: { seq: 'asc' },
      });
      next += chunksPerStatement;
      for (const { bytes } of chunks) controller.enqueue(bytes);
      if (chunks.length < chunksPerStatement) controller.close();
    },
  });
}

/** An archive reads five hundred rows of a table at once. */
export const chunkBytes = 32 * 1024;
const chunksPerStatement = 32;

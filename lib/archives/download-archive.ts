import 'server-only';
import { recordAudit } from '#lib/audit/record-audit';
import { db } from '#lib/db/client';
import { AppError } from '#lib/errors';
import { getArchive } from './queries.ts';

type Owner = { householdId: string; memberId: string; userId: string };

/**
 * The archive's file for the member who asked for it, chunk by chunk as the browser takes it.
 *
 * @throws AppError not_found
 */
export async function downloadArchive(owner: Owner, archiveId: string): Promise<Response> {
  const { state, bytes, createdAt } = await getArchive(owner, archiveId);
  if (state !== 'ready' || bytes === null) {
    throw new AppError('not_found', 'This export is not ready. Its page says how far it is.');
  }
  await recordAudit(db(), owner.userId, { kind: 'archive_downloaded', details: { bytes } });
  return new Response(streamChunks(owner.householdId, archiveId), {
    headers: {
      'content-type': 'application/zip',
      'content-length': String(bytes),
      'content-disposition': `attachment; filename="plumbline-${createdAt.slice(0, 10)}.zip"`,
    },
  });
}

function streamChunks(householdId: string, archiveId: string): ReadableStream<Uint8Array> {
  let seq = 0;
  return new ReadableStream({
    async pull(controller) {
      const chunk = await db().archiveChunk.findUnique({
        where: { householdId_archiveId_seq: { householdId, archiveId, seq } },
        select: { bytes: true },
      });
      seq += 1;
      if (chunk) controller.enqueue(chunk.bytes);
      else controller.close();
    },
  });
}

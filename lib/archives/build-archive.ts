import 'server-only';
import { createHash } from 'node:crypto';
import { db, type Tx } from '#lib/db/client';
import { readSnapshot, type Snapshot } from '#lib/db/read-only';
import { env, requireEnv } from '#lib/env';
import { failPoint } from '#lib/fail-point';
import { publish } from '#lib/live/publish';
import { log } from '#lib/log';
import { notify } from '#lib/notifications/notify';
import { listTables } from './columns.ts';
import type { ArchiveFailure } from './contract.ts';
import type { ArchiveReader } from './reader.ts';
import { countRows } from './table-files.ts';
import { writeArchive } from './write-archive.ts';

export type ArchiveRef = { householdId: string; archiveId: string };

const chunkBytes = 512 * 1024;
const limitBytes = 1024 ** 3;
const attemptLimit = 5;
const statementTimeoutMs = 120_000;
const keptHours = 24;

/** Another worker has taken it up, or nobody wants it any more: this one's work is over. */
class LostArchive extends Error {}
class TooLarge extends Error {}

/**
 * Writes the archive that a member asked for, from one moment of the database into rows of chunks.
 * A worker that is killed leaves its lease behind: the next one begins anew, and chunks that a halted
 * one still wants to write are refused by the number of its attempt.
 *
 * @throws what went wrong: the job is tried again
 */
export async function buildArchive(ref: ArchiveRef): Promise<void> {
  const claim = await claimArchive(ref);
  if (!claim) return;
  try {
    const written = await readSnapshot(requireEnv('DATABASE_URL'), statementTimeoutMs, (snapshot) =>
      writeChunks(snapshot, ref, claim),
    );
    await finish(ref, claim, written);
  } catch (error) {
    if (error instanceof LostArchive) return;
    const failure = failureOf(error, claim.attempt);
    await giveUpOrBack(ref, claim.attempt, failure);
    if (!(error instanceof TooLarge)) throw error;
  }
}

type Claim = { attempt: number; memberId: string; userId: string };

async function claimArchive({ householdId, archiveId }: ArchiveRef): Promise<Claim | null> {
  return db().$transaction(async (tx) => {
    const [claim] = await tx.$queryRaw<Claim[]>`
      UPDATE "Archive" a SET "attempt" = "attempt" + 1, "rowsDone" = 0, "rowsTotal" = NULL,
        "leaseUntil" = now() + make_interval(secs => ${env().SYNC_LEASE_SECONDS})
      FROM "Member" m
      WHERE m."householdId" = a."householdId" AND m."id" = a."memberId"
        AND a."householdId" = ${householdId}::uuid AND a."id" = ${archiveId}::uuid
        AND a."state" = 'waiting' AND (a."leaseUntil" IS NULL OR a."leaseUntil" < now())
      RETURNING a."attempt", a."memberId", m."userId"`;
    if (!claim) return null;
    await tx.archiveChunk.deleteMany({ where: { householdId, archiveId } });
    return claim;
  });
}

type Written = { bytes: number; sha256: Buffer };

async function writeChunks(
  snapshot: Snapshot,
  ref: ArchiveRef,
  { attempt, ...member }: Claim,
): Promise<Written> {
  const reader: ArchiveReader = { householdId: ref.householdId, ...member };
  let rowsTotal = 0;
  for (const [table] of listTables()) rowsTotal += await countRows(snapshot, reader, table);
  let rowsDone = 0;
  const file = await writeArchive(snapshot, reader, new Date(), (rows) => {
    rowsDone += rows;
  });
  const hash = createHash('sha256');
  let bytes = 0;
  let seq = 0;
  for await (const chunk of toChunks(file)) {
    hash.update(chunk);
    bytes += chunk.byteLength;
    if (bytes > limitBytes) throw new TooLarge();
    await storeChunk(ref, { attempt, seq, chunk, rowsDone, rowsTotal });
    failPoint('archive-chunk-stored');
    seq += 1;
  }
  return { bytes, sha256: hash.digest() };
}

async function* toChunks(file: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of file) {
    pieces.push(piece);
    size += piece.byteLength;
    if (size < chunkBytes) continue;
    yield Buffer.concat(pieces);
    pieces = [];
    size = 0;
  }
  if (size > 0) yield Buffer.concat(pieces);
}

/** @throws LostArchive */
async function storeChunk(
  { householdId, archiveId }: ArchiveRef,
  part: { attempt: number; seq: number; chunk: Buffer; rowsDone: number; rowsTotal: number },
): Promise<void> {
  const { attempt, seq, chunk, rowsDone, rowsTotal } = part;
  await db().$transaction(async (tx) => {
    const renewed = await tx.$executeRaw`
      UPDATE "Archive" SET "rowsDone" = ${rowsDone}, "rowsTotal" = ${rowsTotal},
        "leaseUntil" = now() + make_interval(secs => ${env().SYNC_LEASE_SECONDS})
      WHERE "householdId" = ${householdId}::uuid AND "id" = ${archiveId}::uuid
        AND "state" = 'waiting' AND "attempt" = ${attempt}`;
    if (renewed === 0) throw new LostArchive();
    const bytes = new Uint8Array(chunk);
    await tx.archiveChunk.create({ data: { householdId, archiveId, seq, bytes } });
    await publish(tx, householdId, ['archives']);
  });
}

async function finish(ref: ArchiveRef, claim: Claim, { bytes, sha256 }: Written): Promise<void> {
  const { householdId, archiveId } = ref;
  const { memberId, attempt } = claim;
  const finishedAt = new Date();
  await db().$transaction(async (tx) => {
    const { count } = await tx.archive.updateMany({
      where: { householdId, id: archiveId, state: 'waiting', attempt },
      data: {
        state: 'ready',
        leaseUntil: null,
        bytes,
        sha256: new Uint8Array(sha256),
        finishedAt,
        expiresAt: new Date(finishedAt.getTime() + keptHours * 3_600_000),
      },
    });
    if (count === 0) return;
    const audience = new Map([[memberId, ['in_app', 'email'] as const]]);
    await notify(tx, householdId, `archive:${archiveId}`, { kind: 'archive_ready' }, audience);
    await publish(tx, householdId, ['archives']);
  });
  log.info({ archiveId, bytes }, 'archive written');
}

function failureOf(error: unknown, attempt: number): ArchiveFailure | null {
  if (error instanceof TooLarge) return 'too_large';
  return attempt >= attemptLimit ? 'kept_failing' : null;
}

async function giveUpOrBack(
  { householdId, archiveId }: ArchiveRef,
  attempt: number,
  failure: ArchiveFailure | null,
): Promise<void> {
  await db().$transaction(async (tx: Tx) => {
    const data = failure
      ? { state: 'failed' as const, failure, finishedAt: new Date(), leaseUntil: null }
      : { leaseUntil: null };
    await tx.archive.updateMany({
      where: { householdId, id: archiveId, state: 'waiting', attempt },
      data,
    });
    if (failure) await tx.archiveChunk.deleteMany({ where: { householdId, archiveId } });
    await publish(tx, householdId, ['archives']);
  });
}

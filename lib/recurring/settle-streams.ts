import 'server-only';
import { atUtcMidnight, fromUtcMidnight } from '#lib/dates/civil-date';
import { db, type Tx } from '#lib/db/client';
import { newId } from '#lib/db/ids';
import { toJsonParameter } from '#lib/db/json-parameter';
import { publish } from '#lib/live/publish';
import type { ProviderStream } from '#lib/plaid/recurring';
import { streamLimit } from './contract.ts';
import { type FoundRow, findStreams } from './find-streams.ts';
import { lockStreams } from './lock-streams.ts';
import { type Group, type KeptStream, type PlannedStream, planStreams } from './plan-streams.ts';
import { readFoundRows } from './read-found-rows.ts';
import { readPlaidStreams } from './read-plaid-streams.ts';

const timeoutMs = 120_000;
/** How sure Plaid is, in percent. */
const sure = { mature: 95, early: 60 };

/**
 * Finds what comes again and again in a household: Plaid's streams first, and among the rows that are in none of
 * them our own. What a person said stands; only what differs is written. Harmless to do again.
 *
 * @throws what the database throws: the job is tried again
 */
export async function settleStreams(householdId: string): Promise<void> {
  const answers = await readPlaidStreams(householdId);
  await db().$transaction(
    async (tx) => {
      await lockStreams(tx, householdId);
      const rows = await readFoundRows(tx, householdId);
      const kept = await readKept(tx, householdId);
      const ofPlaid = [
        ...(await toGroups(tx, householdId, [...answers.values()].flat())),
        ...(await listUnanswered(tx, householdId, kept, [...answers.keys()])),
      ];
      const own = findOwn(rows, ofPlaid);
      const planned = planStreams([...ofPlaid, ...own], kept, rows);
      const changed = await write(tx, householdId, kept, planned);
      await tx.household.updateMany({
        where: { id: householdId },
        data: { streamsAt: new Date() },
      });
      if (changed) await publish(tx, householdId, ['recurring']);
    },
    { timeout: timeoutMs, maxWait: 10_000 },
  );
}

/** Of payees that Plaid finds nothing for; it does not say that something comes once a quarter. */
function findOwn(rows: ReadonlyMap<string, FoundRow>, ofPlaid: readonly Group[]): Group[] {
  const taken = new Set(
    ofPlaid.flatMap(({ rowIds }) => rowIds.flatMap((id) => rows.get(id)?.payee ?? [])),
  );
  const left = [...rows.values()].filter(({ payee }) => payee !== null && !taken.has(payee));
  const today = new Date().toISOString().slice(0, 10);
  return findStreams(left, today).map((found) => ({
    ...found,
    plaidStreamId: null,
    plaidNextOn: null,
    plaidEnded: false,
  }));
}

/** Plaid names rows by its own ids, former ones among them; of those that are not here yet the next sync tells. */
async function toGroups(
  tx: Tx,
  householdId: string,
  streams: readonly ProviderStream[],
): Promise<Group[]> {
  const plaidIds = streams.flatMap(({ plaidTransactionIds }) => plaidTransactionIds);
  const rows = await tx.$queryRaw<{ plaidId: string; id: string }[]>`
    SELECT t."plaidTransactionId" AS "plaidId", t."id" FROM "Transaction" t
    WHERE t."householdId" = ${householdId}::uuid AND t."plaidTransactionId" = ANY(${plaidIds})
    UNION ALL
    SELECT a."plaidTransactionId", a."transactionId" FROM "TransactionAlias" a
    WHERE a."householdId" = ${householdId}::uuid AND a."plaidTransactionId" = ANY(${plaidIds})`;
  const idOf = new Map(rows.map(({ plaidId, id }) => [plaidId, id]));
  return streams.map((stream) => ({
    plaidStreamId: stream.plaidStreamId,
    cadence: stream.cadence,
    confidence: stream.isMature ? sure.mature : sure.early,
    plaidNextOn: stream.nextOn,
    plaidEnded: stream.hasEnded,
    rowIds: [...new Set(stream.plaidTransactionIds.flatMap((id) => idOf.get(id) ?? []))],
  }));
}

/** Plaid's streams of connections that were not asked this time, or did not answer: they stay as they are. */
async function listUnanswered(
  tx: Tx,
  householdId: string,
  kept: readonly KeptStream[],
  answeredIds: string[],
): Promise<Group[]> {
  const rows = await tx.$queryRaw<{ streamId: string }[]>`
    SELECT DISTINCT r."streamId" FROM "StreamRow" r
    JOIN "Transaction" t ON t."householdId" = r."householdId" AND t."id" = r."transactionId"
    WHERE r."householdId" = ${householdId}::uuid AND t."itemId" = ANY(${answeredIds}::uuid[])`;
  const answered = new Set(rows.map(({ streamId }) => streamId));
  return kept
    .filter(({ id, plaidStreamIds }) => plaidStreamIds.length > 0 && !answered.has(id))
    .map(({ plaidStreamIds, ...stream }) => ({
      ...stream,
      plaidStreamId: plaidStreamIds[0] ?? null,
    }));
}

async function readKept(tx: Tx, householdId: string): Promise<KeptStream[]> {
  const streams = await tx.stream.findMany({
    where: { householdId },
    select: {
      id: true,
      plaidStreamIds: true,
      cadence: true,
      confidence: true,
      plaidNextOn: true,
      plaidEnded: true,
      decidedAt: true,
      state: true,
      merged: true,
      rows: { select: { transactionId: true } },
    },
    orderBy: { id: 'asc' },
    take: streamLimit,
  });
  return streams.map(({ rows, decidedAt, plaidNextOn, state, merged, ...stream }) => ({
    ...stream,
    merged: merged || state === 'rejected',
    plaidNextOn: plaidNextOn && fromUtcMidnight(plaidNextOn),
    decided: decidedAt !== null,
    rowIds: rows.map(({ transactionId }) => transactionId).sort(),
  }));
}

/** @returns whether anything is another than it was */
async function write(
  tx: Tx,
  householdId: string,
  kept: readonly KeptStream[],
  planned: readonly PlannedStream[],
): Promise<boolean> {
  const before = new Map(kept.map((stream) => [stream.id, stream]));
  const staying = new Set(planned.map(({ id }) => id));
  const gone = kept.filter(({ id }) => !staying.has(id)).map(({ id }) => id);
  const changed = planned
    .filter((stream) => !isEqual(stream, stream.id ? before.get(stream.id) : undefined))
    .map((stream) => ({ ...stream, id: stream.id ?? newId() }));
  if (gone.length === 0 && changed.length === 0) return false;
  await tx.stream.deleteMany({ where: { householdId, id: { in: gone } } });
  for (const { id, rowIds, plaidNextOn, ...found } of changed) {
    const data = { ...found, plaidNextOn: plaidNextOn && atUtcMidnight(plaidNextOn) };
    await tx.stream.upsert({
      where: { householdId_id: { householdId, id } },
      create: { householdId, id, ...data },
      update: data,
      select: { id: true },
    });
  }
  await writeRows(tx, householdId, changed);
  return true;
}

/** A row that goes from one stream to another is in the plan of the other. */
async function writeRows(
  tx: Tx,
  householdId: string,
  streams: readonly { id: string; rowIds: string[] }[],
): Promise<void> {
  const ids = streams.map(({ id }) => id);
  const rows = streams.flatMap(({ id, rowIds }) =>
    rowIds.map((transactionId) => ({ streamId: id, transactionId })),
  );
  const rowIds = rows.map(({ transactionId }) => transactionId);
  await tx.$executeRaw`
    DELETE FROM "StreamRow" WHERE "householdId" = ${householdId}::uuid
      AND "streamId" = ANY(${ids}::uuid[]) AND "transactionId" <> ALL(${rowIds}::uuid[])`;
  await tx.$executeRaw`
    INSERT INTO "StreamRow" ("householdId", "transactionId", "streamId")
    SELECT ${householdId}::uuid, r."transactionId", r."streamId"
    FROM jsonb_to_recordset(${toJsonParameter(rows)}::jsonb)
      AS r("transactionId" uuid, "streamId" uuid)
    ON CONFLICT ("householdId", "transactionId") DO UPDATE SET "streamId" = EXCLUDED."streamId"
    WHERE "StreamRow"."streamId" <> EXCLUDED."streamId"`;
}

function isEqual(planned: PlannedStream, kept: KeptStream | undefined): boolean {
  return (
    kept !== undefined &&
    kept.cadence === planned.cadence &&
    kept.confidence === planned.confidence &&
    kept.plaidNextOn === planned.plaidNextOn &&
    kept.plaidEnded === planned.plaidEnded &&
    String(kept.plaidStreamIds) === String(planned.plaidStreamIds) &&
    String(kept.rowIds) === String(planned.rowIds.toSorted())
  );
}
